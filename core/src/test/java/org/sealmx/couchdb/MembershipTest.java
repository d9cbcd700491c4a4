package org.sealmx.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.couchdb.TestDelivery;
import org.sealmx.http.CredentialSource;
import org.sealmx.http.HttpSettings;
import org.sealmx.http.ServerException;

/** A message is never written first as for a cluster and then as for a single node. */
class MembershipTest {

    private static final TestDelivery DELIVERY = new TestDelivery("f3a1");
    private static final Duration LONGER_THAN_VALID = Duration.ofSeconds(61);

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database(DELIVERY.database());
    private final AtomicLong nanos = new AtomicLong();
    private CouchDbClient client;

    @BeforeEach
    void open() throws Exception {
        client = CouchDbClient.open(
                new HttpSettings(
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

    private void store() throws ServerException {
        DELIVERY.store(client);
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
        database.delete(DELIVERY.id());
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
        assertThat(database.documents()).containsOnlyKeys(DELIVERY.id());
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
