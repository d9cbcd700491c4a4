package org.sealmx.delivery.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.couchdb.Faults;
import org.sealmx.couchdb.ScriptedServer;
import org.sealmx.couchdb.ScriptedServer.Exchange;
import org.sealmx.couchdb.ScriptedServer.Handler;
import org.sealmx.couchdb.ScriptedServer.Request;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.directory.AccountId;
import org.sealmx.http.HttpSettings;
import org.sealmx.http.HttpTimeouts;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.sealing.LeapSealing;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.soledad.SoledadClient;
import org.sealmx.soledad.SoledadToken;

class SoledadIncomingStoreTest {

    private static final AccountId ACCOUNT = new AccountId("f3a1");
    private static final DeliveryId ID = new DeliveryId("0123456789abcdef".repeat(4));
    private static final TestKey KEY = TestKeys.curve25519();
    private static final String MESSAGE = "Subject: canary\r\n\r\nThe canary of gr\u00fc\u00dfe\r\n";
    private static final Handler WELL = (request, exchange) -> {};

    @TempDir
    Path folder;

    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private volatile Handler fault = WELL;
    private ScriptedServer server;
    private Path token;

    @BeforeEach
    void open() throws Exception {
        server = ScriptedServer.start(this::handle);
        token = Files.writeString(folder.resolve("token"), "top-secret\n");
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Answers as Soledad does. */
    private void handle(Request request, Exchange exchange) throws IOException {
        Handler now = fault;
        if (now != WELL) {
            now.handle(request, exchange);
        } else if (!"Token dG9wLXNlY3JldA==".equals(request.headers().get("authorization"))) {
            exchange.answer(401, "text/plain", "Unauthorized");
        } else if (stored.putIfAbsent(request.path(), request.text()) != null) {
            exchange.answer(409, "text/plain", "Conflict");
        } else {
            exchange.answer(200, "text/html", "{\"success\": true}");
        }
    }

    private SoledadClient client(HttpTimeouts timeouts) throws Exception {
        return SoledadClient.open(new HttpSettings(
                List.of(server.uri()), SoledadToken.file(token), Optional.empty(), timeouts, 4, 64 * 1024));
    }

    private static SealedMessage sealed(String message) throws Exception {
        return LeapSealing.seal(ReceivedMessage.of(message.getBytes(StandardCharsets.UTF_8)), KEY);
    }

    private void store(String prefix, AccountId account, String message, HttpTimeouts timeouts) throws Exception {
        try (SoledadClient client = client(timeouts)) {
            new SoledadIncomingStore(client, prefix).put(account, ID, sealed(message));
        }
    }

    private void store() throws Exception {
        store("", ACCOUNT, MESSAGE, TestClients.LONG);
    }

    private ServerException problem() {
        return catchThrowableOfType(ServerException.class, this::store);
    }

    @Test
    void storeShouldPutTheArmorIntoTheBoxOfTheAccount() throws Exception {
        store();
        assertThat(stored).containsOnlyKeys("/incoming/f3a1/" + ID.hex());
        assertThat(LeapSealing.content(stored.getOrDefault("/incoming/f3a1/" + ID.hex(), ""), KEY))
                .isEqualTo(MESSAGE);
        Request request = server.requests().get(0);
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.query()).isEmpty();
        assertThat(request.headers()).containsEntry("content-type", "application/octet-stream");
    }

    @Test
    void storeShouldPutThePrefixBeforeTheUserId() throws Exception {
        store("user-", ACCOUNT, MESSAGE, TestClients.LONG);
        assertThat(stored).containsOnlyKeys("/incoming/user-f3a1/" + ID.hex());
    }

    @Test
    void storeShouldSendEveryOctetOfALargeMessage() throws Exception {
        String large = MESSAGE + "\u20ac\n".repeat(500_000);
        store("", ACCOUNT, large, TestClients.LONG);
        assertThat(LeapSealing.content(stored.getOrDefault("/incoming/f3a1/" + ID.hex(), ""), KEY))
                .isEqualTo(large);
    }

    @Test
    void storeShouldSucceedWhenTheMessageIsThereAlready() throws Exception {
        store();
        store();
        assertThat(stored).hasSize(1);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void storeShouldSendNothingUnencrypted() throws Exception {
        store();
        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.path() + request.query() + request.headers() + request.text())
                        .doesNotContain("canary", "Subject", "top-secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"reset", "truncated", "half of the JSON", "another object", "503 JSON", "429 JSON", "a page"})
    void storeShouldSucceedAtTheSecondAttempt(String name) throws Exception {
        fault = (request, exchange) -> {
            fault = WELL;
            Faults.named(name).handle(request, exchange);
        };
        store();
        assertThat(server.requests()).hasSize(2);
        assertThat(stored).hasSize(1);
    }

    @Test
    void storeShouldStoreOnceWhenOnlyTheAnswerWasLost() throws Exception {
        fault = (request, exchange) -> {
            fault = WELL;
            stored.put(request.path(), request.text());
            exchange.reset();
        };
        store();
        assertThat(server.requests()).hasSize(2);
        assertThat(stored).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "201, NONSENSE", "202, NONSENSE", "302, NONSENSE", "400, REJECTED", "401, UNAUTHORISED", "403, UNAUTHORISED",
        "404, NOT_FOUND", "412, CONFLICT", "413, TOO_LARGE", "500, UNAVAILABLE", "503, UNAVAILABLE", "507, FULL"
    })
    void storeShouldSayWhatTheServerHasAgainstIt(int status, Kind kind) {
        fault = (request, exchange) -> exchange.answer(status, "text/plain", "{\"success\": true}");

        assertThat(problem().kind()).isEqualTo(kind);
        assertThat(problem()).message().doesNotContain("top-secret", "dG9wLXNlY3JldA");
    }

    @Test
    void storeShouldFailWhenTheAnswerSaysThatItFailed() {
        fault = (request, exchange) -> exchange.json(200, "{\"success\": false}");
        assertThat(problem().kind()).isEqualTo(Kind.NONSENSE);
    }

    @Test
    void storeShouldSucceedWhenTheAnswerHasNoBody() throws Exception {
        fault = (request, exchange) -> exchange.json(200, "");
        store();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void storeShouldFailWhateverHappens() {
        for (var each : Faults.all().entrySet()) {
            if (!each.getKey().equals("empty body")) {
                fault = each.getValue();
                ServerException failed = catchThrowableOfType(
                        ServerException.class, () -> store("", ACCOUNT, MESSAGE, TestClients.SHORT));
                assertThat(failed.kind()).as(each.getKey()).isNotIn(Kind.FULL, Kind.CONFLICT);
                assertThat(failed.status().orElse(0)).as(each.getKey()).isNotEqualTo(413);
            }
        }
        assertThat(stored).isEmpty();
    }

    @Test
    void storeShouldAskNothingWhenTheUserIdCannotBePartOfAPath() {
        for (String id : List.of("..", "../x", "a/b", "A", "a b", "a?b", "x".repeat(101), "alice@example.org")) {
            ServerException refused = catchThrowableOfType(
                    ServerException.class, () -> store("", new AccountId(id), MESSAGE, TestClients.LONG));
            assertThat(refused.kind()).as(id).isEqualTo(Kind.REJECTED);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void storeShouldBringTheTokenThatTheFileHasWhenItIsSent() throws Exception {
        Files.writeString(token, "old\n");
        try (SoledadClient client = client(TestClients.LONG)) {
            Files.writeString(token, "top-secret\n");
            new SoledadIncomingStore(client, "").put(ACCOUNT, ID, sealed(MESSAGE));
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(stored).hasSize(1);
    }
}
