package org.sealmx.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.DeliveryId;
import org.sealmx.delivery.couchdb.CouchDbIncomingStore;
import org.sealmx.directory.AccountId;
import org.sealmx.mime.TestSealing;

/** A message is never written in the way of a cluster and then in that of a single node. */
class MembershipTest {

    private static final DeliveryId ID = new DeliveryId("0123456789abcdef".repeat(4));
    private static final Duration LONGER_THAN_VALID = Duration.ofSeconds(61);

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database("user-f3a1");
    private final AtomicLong nanos = new AtomicLong();
    private CouchDbClient client;

    @BeforeEach
    void open() throws Exception {
        client = CouchDbClient.open(
                new CouchDbSettings(
                        List.of(couch.server().uri()),
                        CredentialSource.none(),
                        Optional.empty(),
                        TestClients.LONG,
                        4,
                        64 * 1024),
                nanos::get);
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    private void store() throws CouchDbException {
        new CouchDbIncomingStore(client, Clock.systemUTC())
                .store(new AccountId("f3a1"), ID, TestSealing.sealed("canary"), false);
    }

    private void forbidTheQuestion() {
        couch.fault(request -> request.path().equals("/_membership"), (request, exchange) -> new Refusal(
                        401, "unauthorized", "You are not a server admin.")
                .answer(exchange));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private long written(String method) {
        return couch.server().requests().stream()
                .filter(request -> request.method().equals(method))
                .count();
    }

    @Test
    void messageShouldStayDeletedWhenTheServerSaysLaterThatItIsASingleNode() throws Exception {
        forbidTheQuestion();
        store();
        database.delete(ID.hex());
        couch.heal();
        pass(LONGER_THAN_VALID);
        store();
        assertThat(database.documents()).isEmpty();
        assertThat(written("POST")).isZero();
    }

    @Test
    void serverShouldStayAClusterWhenItStopsToSayThatItIsASingleNode() throws Exception {
        store();
        assertThat(written("POST")).isEqualTo(1);
        forbidTheQuestion();
        pass(LONGER_THAN_VALID);
        store();
        couch.heal();
        pass(LONGER_THAN_VALID);
        store();
        assertThat(written("POST")).isEqualTo(1);
        assertThat(database.documents()).containsOnlyKeys(ID.hex());
    }

    @Test
    void singleNodeShouldBeAskedOnceAMinute() throws Exception {
        store();
        store();
        pass(LONGER_THAN_VALID);
        store();
        assertThat(couch.server().requests().stream()
                        .filter(request -> request.path().equals("/_membership")))
                .hasSize(2);
        assertThat(written("POST")).isEqualTo(3);
    }
}
