package org.sealmx.delivery.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.ScriptedServer.Request;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.store.Placement;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.SealedStoreContract;
import org.sealmx.http.ServerException;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TestSealing;
import org.sealmx.smtp.ReversePath;

/** Large messages at a single node of Apache CouchDB, which takes them as {@code multipart/related}. */
class CouchDbMultipartStoreTest implements SealedStoreContract {

    private static final String DATABASE = "user-u1";
    private static final String DOCUMENT = "/user-u1/" + ID.hex();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private static final SealedMessage LARGE = TestSealing.sealed("x".repeat(100_000));

    private final FakeCouchDb couch = new FakeCouchDb();
    private final AtomicLong nanos = new AtomicLong();
    private CouchDbClient client;
    private CouchDbIncomingStore store;

    @BeforeEach
    void open() throws Exception {
        couch.becomeApache();
        couch.database(DATABASE);
        client = TestClients.withClock(nanos::get, couch.server().uri());
        store = new CouchDbIncomingStore(client, CLOCK);
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    @Override
    public SealedStore store() {
        return store;
    }

    @Override
    public SealedMessage sealed() {
        return LARGE;
    }

    @Override
    public int stored() {
        return couch.database(DATABASE).documents().size();
    }

    @Override
    public void fail() {
        couch.fault(request -> true, (request, exchange) -> exchange.json(503, "{}"));
    }

    @Override
    public void mend() {
        couch.heal();
        nanos.addAndGet(Duration.ofMinutes(11).toNanos());
    }

    private static SealedDelivery delivery(DeliveryId id, SealedMessage sealed) {
        return new SealedDelivery(id, ReversePath.nullPath(), ROUTE, Placement.inbox(), sealed);
    }

    private void put(DeliveryId id) throws ServerException {
        store.put(delivery(id, LARGE));
    }

    private List<String> writes() {
        return couch.server().requests().stream()
                .filter(CouchDbMultipartStoreTest::isWrite)
                .map(Request::method)
                .toList();
    }

    private static boolean isWrite(Request request) {
        return request.path().startsWith("/user-") && !request.method().equals("GET");
    }

    private static boolean isMultipart(Request request) {
        return isWrite(request) && request.method().equals("PUT");
    }

    @Test
    void messageShouldBeSentAsItIs() throws Exception {
        put(ID);
        assertThat(couch.server().requests()).hasToString("[GET /_membership, GET /, PUT " + DOCUMENT + "]");
        Request request = couch.server().requests().get(2);
        assertThat(request.query()).containsEntry("new_edits", "false");
        assertThat(request.headers().get("content-type")).startsWith("multipart/related;boundary=");
        assertThat(request.body().length).isLessThan((int) LARGE.size() + 1000);
        put(OTHER);
        assertThat(couch.server().requests()).hasSize(4);
    }

    @Test
    void documentShouldBeTheSameInBothForms() throws Exception {
        put(ID);
        var whole = couch.database(DATABASE).get(ID.hex()).orElseThrow();
        assertThat(Base64.getDecoder()
                        .decode(whole.at("/_attachments/message.eml/data").asText()))
                .satisfies(octets ->
                        assertThat(ReceivedMessage.of(octets).sha256()).isEqualTo(LARGE.sha256()));
        try (FakeCouchDb other = new FakeCouchDb();
                CouchDbClient plain =
                        TestClients.of(TestClients.LONG, other.server().uri())) {
            other.database(DATABASE);
            new CouchDbIncomingStore(plain, CLOCK).put(delivery(ID, LARGE));
            assertThat(other.server().requests()).hasToString("[GET /_membership, GET /, POST /user-u1/_bulk_docs]");
            assertThat(whole).isEqualTo(other.database(DATABASE).get(ID.hex()).orElseThrow());
        }
    }

    @Test
    void everyOctetShouldBeStoredWhateverTheSize() throws Exception {
        for (int size : new int[] {0, 20_000, 24_000, 25_000, 32_000, 33_000, 100_001, 3_000_001}) {
            DeliveryId id = new DeliveryId("%064x".formatted(size));
            SealedMessage sealed = TestSealing.sealed("x".repeat(size));
            store.put(delivery(id, sealed));
            byte[] octets = Base64.getDecoder()
                    .decode(couch.database(DATABASE)
                            .get(id.hex())
                            .orElseThrow()
                            .at("/_attachments/message.eml/data")
                            .asText());
            assertThat(ReceivedMessage.of(octets).sha256()).isEqualTo(sealed.sha256());
        }
        assertThat(writes()).contains("PUT", "POST");
    }

    @Test
    void smallMessageShouldAskNothing() throws Exception {
        store.put(delivery(ID, TestSealing.sealed("canary")));
        assertThat(couch.server().requests()).hasToString("[GET /_membership, POST /user-u1/_bulk_docs]");
    }

    @Test
    void messageShouldStayDeletedInBothForms() throws Exception {
        put(ID);
        couch.database(DATABASE).delete(ID.hex());
        put(ID);
        couch.fault(CouchDbMultipartStoreTest::isMultipart, (request, exchange) -> exchange.json(415, "{}"));
        put(ID);
        assertThat(writes()).containsExactly("PUT", "PUT", "PUT", "POST");
        assertThat(couch.database(DATABASE).documents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 406, 415})
    void messageShouldBeSentInBase64WhenTheServerRefusesTheForm(int status) throws Exception {
        couch.fault(
                CouchDbMultipartStoreTest::isMultipart,
                (request, exchange) -> exchange.json(status, "{\"error\":\"x\",\"reason\":\"y\"}"));
        put(ID);
        put(OTHER);
        assertThat(writes()).containsExactly("PUT", "POST", "POST");
        assertThat(couch.database(DATABASE).documents()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 413, 507})
    void refusalOfTheMessageShouldNotBeTakenForOneOfTheForm(int status) throws Exception {
        couch.fault(
                CouchDbMultipartStoreTest::isMultipart,
                (request, exchange) -> exchange.json(status, "{\"error\":\"not_found\",\"reason\":\"y\"}"));
        assertThat(catchThrowableOfType(ServerException.class, () -> put(ID)).kind())
                .isNotNull();
        couch.heal();
        put(ID);
        assertThat(writes()).containsOnly("PUT");
    }

    @Test
    void messageShouldBeSentInBase64ForAWhileWhenTheServerDoesNotAnswerTheForm() throws Exception {
        couch.fault(CouchDbMultipartStoreTest::isMultipart, (request, exchange) -> exchange.reset());
        put(ID);
        couch.heal();
        put(OTHER);
        assertThat(writes()).containsExactly("PUT", "PUT", "POST", "POST");
        nanos.addAndGet(Duration.ofMinutes(11).toNanos());
        put(ID);
        assertThat(writes()).endsWith("PUT");
        assertThat(couch.database(DATABASE).documents()).hasSize(2);
    }

    @Test
    void clusterShouldGetBase64() throws Exception {
        couch.becomeCluster();
        put(ID);
        assertThat(couch.server().requests().get(2).headers()).containsEntry("content-type", "application/json");
        assertThat(writes()).containsExactly("PUT");
    }

    @Test
    void serverWithoutMultipartShouldBeAskedOnceWhatItIs() throws Exception {
        try (FakeCouchDb other = new FakeCouchDb();
                CouchDbClient plain =
                        TestClients.of(TestClients.LONG, other.server().uri())) {
            other.database(DATABASE);
            for (DeliveryId id : List.of(ID, OTHER)) {
                new CouchDbIncomingStore(plain, CLOCK).put(delivery(id, LARGE));
            }
            assertThat(other.server().requests())
                    .hasToString("[GET /_membership, GET /, POST /user-u1/_bulk_docs, POST /user-u1/_bulk_docs]");
        }
    }
}
