package org.sealmx.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.directory.LogCapture;
import org.sealmx.http.CredentialSource;
import org.sealmx.http.HttpSettings;
import org.sealmx.http.NodeLogin;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/** Whatever happens to the password, SealMX gives CouchDB no reason to lock it out. */
class CouchDbLoginTest {

    private static final DatabaseName DB = new DatabaseName("identities");
    private static final int CLIENTS = 12;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("couchdb.credentials");
        password("right");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    private void password(String password) throws IOException {
        Files.writeString(file, "mx:" + password + "\n");
    }

    private LockingServer server(String password, boolean sessions) {
        LockingServer server = new LockingServer(password, sessions);
        opened.add(server);
        return server;
    }

    private CouchDbClient client(LockingServer... servers) throws Exception {
        List<URI> nodes =
                List.of(servers).stream().map(server -> server.server().uri()).toList();
        HttpSettings settings =
                new HttpSettings(nodes, CredentialSource.file(file), Optional.empty(), TestClients.LONG, 20, 64 * 1024);
        CouchDbClient client = CouchDbClient.open(settings, nanos::get);
        opened.add(0, client);
        return client;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static boolean isLetIn(CouchDbClient client) {
        try {
            return client.database(DB).documents() == 3;
        } catch (ServerException e) {
            assertThat(e.kind()).isEqualTo(Kind.UNAUTHORISED);
            return false;
        }
    }

    /** Sends requests from many threads at once; returns how many were let in. */
    private static long letIn(CouchDbClient client, int rounds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Long>> all = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> threads.submit(() -> IntStream.range(0, rounds)
                            .filter(round -> isLetIn(client))
                            .count()))
                    .toList();
            long sum = 0;
            for (Future<Long> one : all) {
                sum += one.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passwordShouldBeTriedOnceWhenManyBeginWithAWrongOne(boolean sessions) throws Exception {
        LockingServer server = server("other", sessions);
        CouchDbClient client = client(server);
        assertThat(letIn(client, 5)).isZero();
        assertThat(server.failures()).isEqualTo(1);
        assertThat(server.server().requests()).hasSize(1);
    }

    @Test
    void passwordShouldRestForAMinuteWhenItWasRefused() throws Exception {
        LockingServer server = server("other", true);
        CouchDbClient client = client(server);
        letIn(client, 1);
        pass(Duration.ofSeconds(59));
        letIn(client, 1);
        assertThat(server.server().requests()).hasSize(1);
        pass(Duration.ofSeconds(1));
        letIn(client, 1);
        assertThat(server.server().requests()).hasSize(2);
    }

    @Test
    void userShouldNeverBeLockedWhenAWrongPasswordStaysForAnHour() throws Exception {
        LockingServer server = server("other", true);
        CouchDbClient client = client(server);
        List<Integer> failuresAfterMinutes = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            letIn(client, 1);
            failuresAfterMinutes.add(server.failures());
            pass(Duration.ofMinutes(1));
            if (minute % 5 == 4) {
                server.change("other");
            }
        }
        for (int minute = 5; minute < 60; minute++) {
            assertThat(failuresAfterMinutes.get(minute) - failuresAfterMinutes.get(minute - 5))
                    .as("within the five minutes before minute " + minute)
                    .isLessThan(5);
        }
        assertThat(server.lockOuts()).isZero();
        assertThat(server.failures()).isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passwordShouldBeTriedAtOnceWhenTheFileHasAnother(boolean sessions) throws Exception {
        LockingServer server = server("new", sessions);
        CouchDbClient client = client(server);
        assertThat(isLetIn(client)).isFalse();
        password("new");
        assertThat(letIn(client, 3)).isEqualTo(3 * CLIENTS);
        assertThat(server.failures()).isEqualTo(1);
    }

    @Test
    void nobodyShouldBeRefusedWhenTheFileChangesBeforeTheServer() throws Exception {
        LockingServer server = server("right", true);
        CouchDbClient client = client(server);
        assertThat(letIn(client, 3)).isEqualTo(3 * CLIENTS);
        password("new");
        assertThat(letIn(client, 3)).as("with the session that is there").isEqualTo(3 * CLIENTS);
        server.change("new");
        assertThat(letIn(client, 3)).as("with the new password").isEqualTo(3 * CLIENTS);
        assertThat(server.failures()).isEqualTo(1);
    }

    @Test
    void userShouldNotBeLockedWhenTheServerChangesBeforeTheFileUnderLoad() throws Exception {
        LockingServer server = server("right", true);
        CouchDbClient client = client(server);
        AtomicBoolean changed = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Boolean>> all = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> threads.submit(() -> {
                        while (!changed.get()) {
                            isLetIn(client);
                        }
                        return isLetIn(client);
                    }))
                    .toList();
            awaitAnswers(server, 100);
            server.change("new");
            int refusals = server.server().requests().size();
            while (server.server().requests().size() < refusals + CLIENTS && server.failures() == 0) {
                Thread.onSpinWait();
            }
            password("new");
            changed.set(true);
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.failures()).isLessThanOrEqualTo(1);
        assertThat(server.lockOuts()).isZero();
    }

    /** A request reads the file, and sends what it has read a moment later, when others have sent what came since. */
    @Test
    void refusedPasswordShouldNotBeSentAgainByARequestThatReadItBefore() throws Exception {
        LockingServer server = server("right", true);
        CouchDbClient client = client(server);
        assertThat(isLetIn(client)).isTrue();
        server.change("new");
        assertThat(isLetIn(client)).isFalse();
        password("new");
        assertThat(isLetIn(client)).isTrue();
        password("right");
        assertThat(isLetIn(client)).as("with the session that is there").isTrue();
        assertThat(server.failures()).isEqualTo(1);
    }

    private static void awaitAnswers(LockingServer server, int number) {
        while (server.answered() < number) {
            Thread.onSpinWait();
        }
    }

    @Test
    void passwordShouldNotBeSentAgainWhenAServerWithoutSessionsRefusesIt() throws Exception {
        LockingServer server = server("right", false);
        CouchDbClient client = client(server);
        assertThat(isLetIn(client)).isTrue();
        server.change("new");
        assertThat(isLetIn(client)).isFalse();
        assertThat(isLetIn(client)).isFalse();
        assertThat(server.failures()).isEqualTo(1);
        password("new");
        assertThat(isLetIn(client)).isTrue();
    }

    @Test
    void passwordShouldBeSentOnceForManyRequestsWhenTheServerHasSessions() throws Exception {
        LockingServer server = server("right", true);
        CouchDbClient client = client(server);
        assertThat(letIn(client, 10)).isEqualTo(10 * CLIENTS);
        assertThat(server.logins()).hasSize(1);
        assertThat(server.server().requests().stream()
                        .filter(request -> request.headers().containsKey("authorization")))
                .hasSize(1);
        pass(NodeLogin.RENEWAL);
        assertThat(letIn(client, 10)).isEqualTo(10 * CLIENTS);
        assertThat(server.logins()).hasSize(2);
    }

    @Test
    void requestsShouldGoOnWhenASessionGetsLostOnTheWay() throws Exception {
        ScriptedServer server = ScriptedServer.start((request, exchange) -> {
            if (request.headers().getOrDefault("authorization", "").isEmpty()) {
                exchange.json(401, "{\"error\":\"unauthorized\"}");
            } else {
                exchange.answer(
                        200,
                        "application/json\r\nSet-Cookie: AuthSession=x",
                        "{\"db_name\":\"identities\",\"doc_count\":3,\"instance_start_time\":\"17\"}");
            }
        });
        opened.add(server);
        CouchDbClient client = CouchDbClient.open(
                TestClients.settings(List.of(server.uri()), CredentialSource.file(file)), nanos::get);
        opened.add(0, client);
        for (int i = 0; i < 10; i++) {
            assertThat(isLetIn(client)).isTrue();
        }
        assertThat(server.requests()).hasSizeLessThan(15);
    }

    @Test
    void othersShouldBeAnsweredWhenOneDatabaseIsForbidden() throws Exception {
        LockingServer server = server("right", true);
        CouchDbClient client = client(server);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> client.database(new DatabaseName("forbidden")))
                    .isInstanceOf(ServerException.class);
            assertThat(isLetIn(client)).isTrue();
        }
        assertThat(server.logins()).hasSize(1);
    }

    @Test
    void requestShouldGoToAnotherNodeWhenOneHasLockedTheUser() throws Exception {
        LockingServer locked = server("other", true);
        for (int i = 0; i < 5; i++) {
            isLetIn(client(locked));
        }
        LockingServer well = server("right", true);
        CouchDbClient client = client(locked, well);
        assertThat(letIn(client, 3)).isEqualTo(3 * CLIENTS);
        assertThat(locked.lockOuts()).isEqualTo(1);
    }

    @Test
    void logShouldNameTheServersOwnReasonOnce() throws Exception {
        LockingServer server = server("other", true);
        for (int i = 0; i < 5; i++) {
            isLetIn(client(server));
        }
        try (LogCapture log = new LogCapture(NodeLogin.class)) {
            CouchDbClient client = client(server);
            assertThatThrownBy(() -> client.database(DB)).hasMessageContaining("temporarily locked");
            assertThatThrownBy(() -> client.database(DB)).hasMessageContaining("temporarily locked");
            assertThat(log.messages(Level.ERROR))
                    .singleElement()
                    .asString()
                    .contains(
                            server.server().uri().toString(),
                            "Account is temporarily locked due to multiple authentication failures",
                            "not sent again for 60 s")
                    .doesNotContain("right", "mx:");
        }
    }

    @Test
    void requestsShouldGoOnWhenTheFileCannotBeReadForAMoment() throws Exception {
        LockingServer server = server("right", true);
        CouchDbClient client = client(server);
        assertThat(isLetIn(client)).isTrue();
        Files.writeString(file, "");
        assertThat(isLetIn(client)).isTrue();
        Files.delete(file);
        assertThat(isLetIn(client)).isTrue();
    }

    @Test
    void requestsShouldFailAsUnavailableWhenTheNodeIsDown() throws Exception {
        LockingServer server = server("right", true);
        CouchDbClient client = client(server);
        server.close();
        assertThatThrownBy(() -> client.database(DB))
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
}
