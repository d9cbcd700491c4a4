package org.sealmx.delivery.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCluster;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.ScriptedServer.Request;
import org.sealmx.couchdb.TestClients;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/** In a cluster, a message is stored when a quorum of its copies has it. */
class QuorumTest {

    private static final TestDelivery DELIVERY = new TestDelivery("f3a1");
    private static final String PATH = DELIVERY.path();

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database(DELIVERY.database());
    private FakeCluster cluster;
    private CouchDbClient client;

    @BeforeEach
    void open() throws Exception {
        cluster = couch.becomeCluster();
        client = TestClients.of(TestClients.LONG, couch.server().uri());
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    private void store() throws ServerException {
        DELIVERY.store(client);
    }

    private Kind problem() {
        return catchThrowableOfType(ServerException.class, this::store).kind();
    }

    private List<String> requests() {
        return couch.server().requests().stream().map(Request::toString).toList();
    }

    private static boolean isWrite(Request request) {
        return request.method().equals("PUT");
    }

    private String data() {
        return database.get(DELIVERY.id())
                .orElseThrow()
                .at("/_attachments/message.eml/data")
                .textValue();
    }

    @Test
    void storeShouldLookAndThenWritePlainly() throws Exception {
        store();
        assertThat(requests()).containsExactly("GET /_membership", "GET " + PATH, "PUT " + PATH);
        assertThat(couch.server().requests().get(2).text()).doesNotContain("_rev", "new_edits", "revpos");
        assertThat(data()).isEqualTo(TestDelivery.DATA);
    }

    @Test
    void storeShouldFailAtEachTryAsLongAsTooFewCopiesAreWritten() throws Exception {
        cluster.loseTwo();
        for (int i = 0; i < 3; i++) {
            assertThat(problem()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(data()).isEqualTo(TestDelivery.DATA);
        }
        cluster.mend();
        store();
        assertThat(database.documents()).containsOnlyKeys(DELIVERY.id());
        assertThat(data()).isEqualTo(TestDelivery.DATA);
    }

    @Test
    void storeShouldSendTheMessageOnceOnlyWhenItIsThereAlready() throws Exception {
        store();
        store();
        assertThat(database.documents()).hasSize(1);
        assertThat(couch.server().requests().stream()
                        .filter(request -> request.text().contains(TestDelivery.DATA)))
                .hasSize(1);
    }

    @Test
    void storeShouldNotMakeAgainWhatItsOwnerHasDeleted() throws Exception {
        store();
        database.delete(DELIVERY.id());
        store();
        assertThat(database.documents()).isEmpty();
    }

    @Test
    void storeShouldNotMakeAgainWhatItsOwnerHasDeletedWhileTheAnswerWasLost() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        couch.fault(QuorumTest::isWrite, (request, exchange) -> {
            writes.incrementAndGet();
            database.write(DELIVERY.id(), request);
            database.delete(DELIVERY.id());
            exchange.reset();
        });
        store();
        assertThat(writes).hasValue(1);
        assertThat(database.documents()).isEmpty();
    }

    @Test
    void storeShouldConfirmWhatAnotherHasWrittenInBetween() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        store();
        couch.fault(
                request -> request.toString().equals("GET " + PATH) && looks.incrementAndGet() == 1,
                (request, exchange) -> exchange.json(404, "{\"error\":\"not_found\",\"reason\":\"missing\"}"));
        store();
        assertThat(database.documents()).hasSize(1);
        assertThat(requests()).endsWith("PUT " + PATH, "GET " + PATH, "PUT " + PATH);
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 412})
    void storeShouldFailWhenTheCopiesOfWhatIsThereDiffer(int status) throws Exception {
        store();
        couch.fault(
                QuorumTest::isWrite,
                (request, exchange) -> exchange.json(status, "{\"error\":\"x\",\"reason\":\"y\"}"));
        assertThat(problem()).isEqualTo(Kind.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Database does not exist.", "no_db_file"})
    void storeShouldWriteNothingWhenTheLookDoesNotSayThatTheDocumentIsMissing(String reason) throws Exception {
        couch.fault(
                request -> request.path().equals(PATH),
                (request, exchange) -> exchange.json(404, "{\"error\":\"not_found\",\"reason\":\"" + reason + "\"}"));
        assertThat(problem()).isEqualTo(Kind.NOT_FOUND);
        assertThat(requests()).noneMatch(request -> request.startsWith("PUT"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404})
    void storeShouldTakeAServerForAClusterWhenItDoesNotSayWhatItIs(int status) throws Exception {
        couch.fault(
                request -> request.path().equals("/_membership"),
                (request, exchange) -> exchange.json(
                        status, "{\"error\":\"unauthorized\",\"reason\":\"You are not a server admin.\"}"));
        store();
        assertThat(requests()).containsExactly("GET /_membership", "GET " + PATH, "PUT " + PATH);
    }

    @Test
    void storeShouldNotAskForEachMessageWhetherThereIsACluster() throws Exception {
        store();
        store();
        assertThat(requests()).containsOnlyOnce("GET /_membership");
    }
}
