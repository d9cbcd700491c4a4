package org.sealmx.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealmx.couchdb.ScriptedServer.Handler;
import org.sealmx.http.BasicCredentials;
import org.sealmx.http.HttpSettings;
import org.sealmx.http.HttpTimeouts;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;
import org.sealmx.net.DeafPort;

class CouchDbClientTest {

    private static final DatabaseName DB = new DatabaseName("identities");
    private static final String INFO = "{\"db_name\":\"identities\",\"doc_count\":3,\"instance_start_time\":\"17\"}";

    private final List<AutoCloseable> opened = new ArrayList<>();

    private <T extends AutoCloseable> T closing(T closeable) {
        opened.add(0, closeable);
        return closeable;
    }

    private ScriptedServer server(Handler script) {
        return closing(ScriptedServer.start(script));
    }

    private CouchDbClient client(HttpTimeouts timeouts, URI... nodes) throws Exception {
        return closing(TestClients.of(timeouts, nodes));
    }

    private static Kind kindOf(CouchDbClient client) {
        return catchThrowableOfType(ServerException.class, () -> client.database(DB))
                .kind();
    }

    private URI nobody() throws Exception {
        return URI.create("http://127.0.0.1:" + closing(new DeafPort()).number());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    @Test
    void databaseShouldSayWhatTheServerSays() throws Exception {
        ScriptedServer server = server((request, exchange) -> exchange.json(200, INFO));
        CouchDbClient client = client(TestClients.LONG, server.uri());
        assertThat(client.database(DB)).isEqualTo(new DatabaseInfo(3, "17", ""));
        ScriptedServer.Request request = server.requests().get(0);
        assertThat(request).hasToString("GET /identities");
        assertThat(request.headers()).containsEntry("content-type", "application/json");
        assertThat(request.headers()).containsEntry("accept", "application/json");
        assertThat(request.headers()).doesNotContainKey("authorization");
    }

    @Test
    void requestsShouldUseConnectionsAgainWhenTheyStayOpen() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicInteger connections = new AtomicInteger();
        ScriptedServer server = server((request, exchange) -> {
            if (thread.getAndSet(Thread.currentThread()) != Thread.currentThread()) {
                connections.incrementAndGet();
            }
            exchange.json(200, INFO);
        });
        CouchDbClient client = client(TestClients.LONG, server.uri());
        for (int i = 0; i < 5; i++) {
            client.database(DB);
        }
        // a connection may return to the pool a moment after the answer
        assertThat(connections.get()).isLessThan(5);
    }

    @Test
    void requestShouldGoToTheNextNodeWhenOneRefusesConnections() throws Exception {
        ScriptedServer server = server((request, exchange) -> exchange.json(200, INFO));
        CouchDbClient client = client(TestClients.LONG, nobody(), nobody(), server.uri());
        assertThat(client.database(DB).documents()).isEqualTo(3);
        assertThat(client.database(DB).documents()).isEqualTo(3);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void requestShouldFailWhenNobodyListens() throws Exception {
        CouchDbClient client = client(TestClients.LONG, nobody());
        assertThat(kindOf(client)).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void requestShouldBeRepeatedOnceWhenTheConnectionBreaks() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        ScriptedServer server = server((request, exchange) -> {
            if (requests.incrementAndGet() == 1) {
                exchange.reset();
            }
            exchange.json(200, INFO);
        });
        assertThat(client(TestClients.LONG, server.uri()).database(DB).documents())
                .isEqualTo(3);
        assertThat(requests).hasValue(2);
    }

    @Test
    void requestShouldBeSentTwiceAtMostWhenTheServerFails() throws Exception {
        ScriptedServer server = server((request, exchange) -> exchange.answer(500, "text/plain", "oops"));
        assertThat(kindOf(client(TestClients.LONG, server.uri()))).isEqualTo(Kind.UNAVAILABLE);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void requestShouldNotBeRepeatedWhenTheAnswerIsClear() throws Exception {
        for (int status : new int[] {400, 401, 403, 404, 409, 413, 507}) {
            ScriptedServer server = server((request, exchange) -> exchange.json(status, "{\"error\":\"x\"}"));
            kindOf(client(TestClients.LONG, server.uri()));
            assertThat(server.requests()).as(String.valueOf(status)).hasSize(1);
        }
    }

    @Test
    void requestShouldFailInTimeWithoutUsingUpConnectionsWhateverHappens() throws Exception {
        for (var fault : Faults.all().entrySet()) {
            AtomicReference<Handler> script = new AtomicReference<>(fault.getValue());
            ScriptedServer server = server((request, exchange) ->
                    Optional.ofNullable(script.get()).orElseThrow().handle(request, exchange));
            CouchDbClient client = client(TestClients.SHORT, server.uri());
            for (int i = 0; i < (fault.getKey().equals("black hole") ? 5 : 1); i++) {
                long begin = System.nanoTime();
                assertThat(kindOf(client)).as(fault.getKey()).isNotNull();
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .as(fault.getKey())
                        .isLessThan(Duration.ofSeconds(5));
            }
            script.set((request, exchange) -> exchange.json(200, INFO));
            assertThat(recovered(client)).as(fault.getKey()).isTrue();
        }
    }

    /** Retries, because a busy machine may now and then take longer than the short time-outs. */
    private static boolean recovered(CouchDbClient client) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.database(DB).documents() == 3;
            } catch (ServerException e) {
                if (attempt == 5) {
                    throw e;
                }
            }
        }
    }

    @Test
    void answerShouldNotBeReadWhenItIsLargerThanTheLimit() throws Exception {
        ScriptedServer server =
                server((request, exchange) -> exchange.json(200, "{\"a\":\"" + "x".repeat(10 << 20) + "\"}"));
        assertThat(kindOf(client(TestClients.LONG, server.uri()))).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void documentShouldBeEmptyOnlyWhenTheServerSaysThatItIsMissing() throws Exception {
        AtomicReference<String> reason = new AtomicReference<>("missing");
        ScriptedServer server = server((request, exchange) ->
                exchange.json(404, "{\"error\":\"not_found\",\"reason\":\"" + reason.get() + "\"}"));
        CouchDbClient client = client(TestClients.LONG, server.uri());
        assertThat(client.document(DB, "d1")).isEmpty();
        reason.set("deleted");
        assertThat(client.document(DB, "d1")).isEmpty();
        reason.set("Database does not exist.");
        assertThatThrownBy(() -> client.document(DB, "d1")).isInstanceOf(ServerException.class);
        reason.set("no_db_file");
        assertThatThrownBy(() -> client.document(DB, "d1")).isInstanceOf(ServerException.class);
    }

    @Test
    void messageShouldNotRepeatWhatTheServerSays() throws Exception {
        ScriptedServer server = server((request, exchange) ->
                exchange.json(403, "{\"error\":\"forbidden\",\"reason\":\"alice@example.org may not\"}"));
        CouchDbClient client = client(TestClients.LONG, server.uri());
        assertThatThrownBy(() -> client.view(DB, "Identity", "by_address", List.of("alice@example.org"), true))
                .hasMessage(
                        "the server answered 403 (forbidden) to POST /identities/_design/Identity/_view/by_address");
    }

    @Test
    void createDatabaseShouldSayFalseWhenItIsThere() throws Exception {
        try (FakeCouchDb couch = new FakeCouchDb()) {
            CouchDbClient client = client(TestClients.LONG, couch.server().uri());
            assertThat(client.createDatabase(DB)).isTrue();
            assertThat(client.createDatabase(DB)).isFalse();
        }
    }

    @Test
    @SuppressWarnings("Immutable") // the source reads what the test changes
    void credentialsShouldBeReadAgainWhenTheServerRefusesThem() throws Exception {
        AtomicReference<String> password = new AtomicReference<>("old");
        ScriptedServer server = server((request, exchange) -> {
            boolean known = request.headers()
                    .getOrDefault("authorization", "")
                    .equals(new BasicCredentials("mx", "new").header());
            exchange.json(known ? 200 : 401, known ? INFO : "{\"error\":\"unauthorized\"}");
        });
        CouchDbClient client = closing(CouchDbClient.open(new HttpSettings(
                List.of(server.uri()),
                () -> Optional.of(new BasicCredentials("mx", String.valueOf(password.get()))),
                Optional.empty(),
                TestClients.LONG,
                4,
                65536)));
        assertThat(kindOf(client)).isEqualTo(Kind.UNAUTHORISED);
        assertThat(server.requests()).hasSize(1);
        password.set("new");
        assertThat(client.database(DB).documents()).isEqualTo(3);
        password.set("x:y");
        assertThat(client.database(DB).documents()).isEqualTo(3);
    }

    @Test
    void closeShouldEndRequestsThatWait() throws Exception {
        ScriptedServer server = server((request, exchange) -> exchange.hang());
        CouchDbClient client = client(TestClients.LONG, server.uri());
        AtomicReference<Kind> kind = new AtomicReference<>();
        Thread waiting = new Thread(() -> kind.set(kindOf(client)));
        waiting.start();
        while (server.requests().isEmpty()) {
            Thread.onSpinWait();
        }
        client.close();
        waiting.join(10_000);
        assertThat(kind).hasValue(Kind.UNAVAILABLE);
    }
}
