package org.sealmx.delivery.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.CouchDbException;
import org.sealmx.couchdb.CouchDbException.Kind;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.ScriptedServer.Handler;
import org.sealmx.couchdb.ScriptedServer.Request;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.DeliveryId;
import org.sealmx.directory.AccountId;
import org.sealmx.mime.SealedMessage;
import org.sealmx.mime.TestSealing;

/** In a cluster, a message is stored when a quorum of its copies has it. */
class QuorumTest {

    private static final DeliveryId ID = new DeliveryId("0123456789abcdef".repeat(4));
    private static final SealedMessage SEALED = TestSealing.sealed("canary");
    private static final String BASE64 = Base64.getEncoder().encodeToString(octets(SEALED));
    private static final String PATH = "/user-f3a1/" + ID.hex();

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database("user-f3a1");
    private CouchDbClient client;

    @BeforeEach
    void open() throws Exception {
        couch.becomeCluster();
        client = TestClients.of(TestClients.LONG, couch.server().uri());
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    private static byte[] octets(SealedMessage sealed) {
        try (var in = sealed.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void store() throws CouchDbException {
        new CouchDbIncomingStore(client, Clock.systemUTC())
                .store(new AccountId("f3a1"), ID, TestSealing.sealed("canary"), false);
    }

    private Kind problem() {
        return catchThrowableOfType(CouchDbException.class, this::store).kind();
    }

    private List<String> requests() {
        return couch.server().requests().stream().map(Request::toString).toList();
    }

    private static boolean isWrite(Request request) {
        return request.method().equals("PUT");
    }

    /** Does what is asked, as far as the single copy is concerned that is left. */
    private Handler onOneCopy() {
        return (request, exchange) -> {
            var refusal = database.write(ID.hex(), request);
            if (refusal.isPresent()) {
                exchange.json(refusal.get().status(), "{\"error\":\"conflict\",\"reason\":\"x\"}");
            } else {
                exchange.json(202, "{\"ok\":true}");
            }
        };
    }

    private String data() {
        return database.get(ID.hex())
                .orElseThrow()
                .at("/_attachments/message.eml/data")
                .textValue();
    }

    @Test
    void storeShouldLookAndThenWritePlainly() throws Exception {
        store();
        assertThat(requests()).containsExactly("GET /_membership", "GET " + PATH, "PUT " + PATH);
        assertThat(couch.server().requests().get(2).text()).doesNotContain("_rev", "new_edits", "revpos");
        assertThat(data()).isEqualTo(BASE64);
    }

    @Test
    void storeShouldFailAtEachTryAsLongAsTooFewCopiesAreWritten() throws Exception {
        couch.fault(QuorumTest::isWrite, onOneCopy());
        for (int i = 0; i < 3; i++) {
            assertThat(problem()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(data()).isEqualTo(BASE64);
        }
        couch.heal();
        store();
        assertThat(database.documents()).containsOnlyKeys(ID.hex());
        assertThat(data()).isEqualTo(BASE64);
    }

    @Test
    void storeShouldSendTheMessageOnceOnlyWhenItIsThereAlready() throws Exception {
        store();
        store();
        assertThat(database.documents()).hasSize(1);
        assertThat(couch.server().requests().stream()
                        .filter(request -> request.text().contains(BASE64)))
                .hasSize(1);
    }

    @Test
    void storeShouldNotMakeAgainWhatItsOwnerHasDeleted() throws Exception {
        store();
        database.delete(ID.hex());
        store();
        assertThat(database.documents()).isEmpty();
    }

    @Test
    void storeShouldNotMakeAgainWhatItsOwnerHasDeletedWhileTheAnswerWasLost() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        couch.fault(QuorumTest::isWrite, (request, exchange) -> {
            writes.incrementAndGet();
            database.write(ID.hex(), request);
            database.delete(ID.hex());
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
