package org.sealmx.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.directory.LogCapture;
import org.sealmx.http.ServerException.Kind;

/** A session is used as long as the node accepts it, whether or not the next one can be obtained. */
class SessionRenewalTest {

    private static final Duration LEFT = Duration.ofSeconds(20);
    private static final Authorization PASSWORD = new BasicCredentials("mx", "right");
    private static final Authorization OTHER = new BasicCredentials("mx", "other");
    private static final Authorization FIRST = new BasicCredentials("session", "first");
    private static final Authorization SECOND = new BasicCredentials("session", "second");

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger trials = new AtomicInteger();
    private final NodeLogin login = new NodeLogin(URI.create("http://127.0.0.1:5984"), nanos::get);

    @BeforeEach
    void logIn() throws Exception {
        assertThat(sent(PASSWORD, giving(FIRST))).isEqualTo(FIRST);
        trials.set(0);
        nanos.addAndGet(NodeLogin.RENEWAL.toNanos());
    }

    private Authorization sent(Authorization now, NodeLogin.Trial trial) throws ServerException {
        return admit(now, trial).sent().orElseThrow();
    }

    private Admission admit(Authorization now, NodeLogin.Trial trial) throws ServerException {
        return login.admit(now, LEFT, credentials -> {
            trials.incrementAndGet();
            return trial.session(credentials);
        });
    }

    private static NodeLogin.Trial giving(Authorization session) {
        return credentials -> Optional.of(session);
    }

    private static NodeLogin.Trial failing(int status) {
        return credentials -> {
            LoginRefusal login = status == 401 ? LoginRefusal.REFUSED : LoginRefusal.NONE;
            throw ServerException.ofAnswer(status, ErrorBody.NONE, login, "POST /_session");
        };
    }

    private static NodeLogin.Trial silent() {
        return credentials -> {
            throw ServerException.of(Kind.UNAVAILABLE, "no answer in time to POST /_session");
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503, 0})
    void sessionShouldBeUsedWhenTheNodeGivesNoOther(int status) throws Exception {
        NodeLogin.Trial trial = status == 0 ? silent() : failing(status);
        try (LogCapture log = new LogCapture(NodeLogin.class)) {
            for (int i = 0; i < 10; i++) {
                assertThat(sent(PASSWORD, trial)).isEqualTo(FIRST);
            }
            assertThat(trials).hasValue(1);
            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("POST /_session", "requested in 60 s")
                    .doesNotContain("right", "first");
        }
    }

    @Test
    void nextSessionShouldBeAskedForAfterAMinute() throws Exception {
        assertThat(sent(PASSWORD, failing(503))).isEqualTo(FIRST);
        nanos.addAndGet(NodeLogin.PAUSE.minusNanos(1).toNanos());
        assertThat(sent(PASSWORD, giving(SECOND))).isEqualTo(FIRST);
        nanos.addAndGet(1);
        assertThat(sent(PASSWORD, giving(SECOND))).isEqualTo(SECOND);
        assertThat(trials).hasValue(2);
    }

    @Test
    void nextSessionShouldBeAskedForAtOnceWhenTheCredentialsChange() throws Exception {
        assertThat(sent(PASSWORD, failing(503))).isEqualTo(FIRST);
        assertThat(sent(OTHER, giving(SECOND))).isEqualTo(SECOND);
    }

    @Test
    void sessionShouldNotBeUsedAgainWhenTheNodeHasRefusedIt() throws Exception {
        Admission old = admit(PASSWORD, failing(503));
        old.hasWorked();
        login.dropped(old, ServerException.ofAnswer(401, ErrorBody.NONE, LoginRefusal.REFUSED, "GET /"), PASSWORD);
        assertThatThrownBy(() -> sent(PASSWORD, failing(503)))
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThat(sent(PASSWORD, giving(SECOND))).isEqualTo(SECOND);
    }

    @Test
    void othersShouldNotWaitForTheRenewal() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Authorization> answer = new CompletableFuture<>();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Authorization> renewing = threads.submit(() -> sent(PASSWORD, credentials -> {
                asked.countDown();
                return Optional.of(answer.join());
            }));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(login.admit(PASSWORD, Duration.ZERO, silent()).sent()).contains(FIRST);
            answer.complete(SECOND);
            assertThat(renewing.get(20, TimeUnit.SECONDS)).isEqualTo(SECOND);
            assertThat(sent(PASSWORD, silent())).isEqualTo(SECOND);
        } finally {
            answer.complete(SECOND);
            threads.shutdownNow();
        }
    }
}
