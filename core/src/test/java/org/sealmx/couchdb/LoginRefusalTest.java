package org.sealmx.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.delivery.couchdb.TestDelivery;
import org.sealmx.directory.LogCapture;
import org.sealmx.http.CredentialSource;
import org.sealmx.http.NodeLogin;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/** When a database refuses a document (by {@code validate_doc_update}), requests to the node go on. */
class LoginRefusalTest {

    private static final DatabaseName OTHER = new DatabaseName("identities");
    private static final DatabaseName STRICT = new DatabaseName("user-f3a1");
    private static final int TIMES = 3;

    private final FakeCouchDb couch = new FakeCouchDb();
    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    private Path folder;

    private CouchDbClient client;

    @BeforeEach
    void open() throws Exception {
        couch.database("identities");
        couch.database("user-f3a1");
        Path file = Files.writeString(folder.resolve("couchdb.credentials"), "mx:right\n");
        couch.fault(
                request -> request.path().equals("/_session"),
                (request, exchange) -> exchange.answer(
                        200, "application/json\r\nSet-Cookie: AuthSession=x; Path=/", "{\"ok\":true,\"name\":\"mx\"}"));
        client = CouchDbClient.open(
                TestClients.settings(List.of(couch.server().uri()), CredentialSource.file(file)), nanos::get);
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    private Kind storeInStrict() {
        return catchThrowableOfType(ServerException.class, () -> new TestDelivery("f3a1").store(client))
                .kind();
    }

    private void everybodyElseIsServed() throws ServerException {
        try (LogCapture log = new LogCapture(NodeLogin.class)) {
            for (int i = 0; i < TIMES; i++) {
                assertThat(storeInStrict()).isEqualTo(Kind.UNAUTHORISED);
                assertThat(client.database(OTHER).documents()).isZero();
            }
            assertThat(log.messagesAboveDebug()).isEmpty();
        }
        assertThat(couch.server().requests().stream()
                        .filter(request -> request.path().equals("/_session")))
                .hasSize(1);
        assertThat(couch.server().requests())
                .as("the password is sent for the session only")
                .filteredOn(request -> !request.path().equals("/_session"))
                .allSatisfy(request -> assertThat(request.headers())
                        .doesNotContainKey("authorization")
                        .containsEntry("cookie", "AuthSession=x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'unauthorized','reason':'Please log in'",
                "'unauthorized','reason':''",
                "'unauthorized','reason':null",
                "'unauthorized','reason':{'field':1}",
                "'unauthorized','reason':'Name or password is incorrect.'",
                "'unauthorized'",
                "'forbidden','reason':'this mailbox is locked'",
                "'forbidden','reason':'Account is temporarily locked due to multiple authentication failures'"
            })
    void othersShouldBeServedWhenADatabaseRefusesADocumentOfAList(String error) throws Exception {
        couch.fault(
                request -> request.path().endsWith("/_bulk_docs"),
                (request, exchange) ->
                        exchange.json(201, ("[{'id':'x','rev':'1-0','error':" + error + "}]").replace('\'', '"')));
        everybodyElseIsServed();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "401, 'unauthorized'|'reason':'Please log in'",
                "401, 'unauthorized'|'reason':''",
                "401, 'unauthorized'|'reason':null",
                "401, 'unauthorized'|'reason':{'field':1}",
                "401, 'unauthorized'|'reason':'You are not a server or db admin.'",
                "403, 'forbidden'|'reason':'this mailbox is locked'",
                "403, 'forbidden'|'reason':'The Account is temporarily locked due to a holiday'"
            })
    void othersShouldBeServedWhenADatabaseRefusesADocumentThatIsPut(int status, String error) throws Exception {
        couch.becomeCluster();
        couch.fault(
                request -> request.method().equals("PUT"),
                (request, exchange) -> exchange.json(
                        status, ("{'error':" + error + "}").replace('|', ',').replace('\'', '"')));
        everybodyElseIsServed();
    }

    /** CouchDB 3.5.2's answers to a wrong password, and to an expired session with and without anonymous requests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Name or password is incorrect.",
                "Authentication required.",
                "You are not authorized to access this db.",
                "User document conflicts must be resolved before the document is used for authentication purposes."
            })
    void sessionShouldBeDroppedWhenTheServerSaysThatItIsNoLongerGood(String reason) throws Exception {
        assertThat(client.database(OTHER).documents()).isZero();
        couch.fault(
                request -> request.path().equals("/" + STRICT.value()),
                (request, exchange) -> new Refusal(401, "unauthorized", reason).answer(exchange));
        assertThatThrownBy(() -> client.database(STRICT)).isInstanceOf(ServerException.class);
        assertThat(couch.server().requests().stream()
                        .filter(request -> request.path().equals("/_session")))
                .hasSize(2);
    }

    @Test
    void loginShouldRestWhateverTheReasonOfARefusedSession() throws Exception {
        couch.heal();
        couch.fault(
                request -> request.path().equals("/_session"),
                (request, exchange) -> new Refusal(401, "unauthorized", "Not known to this proxy").answer(exchange));
        for (int i = 0; i < TIMES; i++) {
            assertThatThrownBy(() -> client.database(OTHER)).isInstanceOf(ServerException.class);
        }
        assertThat(couch.server().requests()).hasToString("[POST /_session]");
    }
}
