package org.sealmx.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import org.sealmx.directory.MovedClock;
import org.sealmx.server.page.http.PageResponse;
import reactor.core.publisher.Mono;

@Timeout(60)
class HealthReportTest {

    private final MovedClock clock = new MovedClock();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** A check that works before it returns anything. */
    private record Check(String name, Supplier<Result> work) implements HealthCheck {

        @Override
        public ComponentName componentName() {
            return new ComponentName(name);
        }

        @Override
        public Publisher<Result> check() {
            return Mono.just(work.get());
        }
    }

    private static Check check(String name, Supplier<Result> work) {
        return new Check(name, work);
    }

    private static List<String> statuses(PageResponse response) {
        return PageFixture.json(response).path("checks").findValuesAsText("status");
    }

    private static Result healthy(String name) {
        return Result.healthy(new ComponentName(name));
    }

    @Test
    void checksShouldRunSideBySideEvenIfTheyWaitBeforeTheyReturn() {
        CyclicBarrier both = new CyclicBarrier(2);
        Set<HealthCheck> checks = Set.of(
                check("a", () -> after(() -> both.await(30, TimeUnit.SECONDS), "a")),
                check("b", () -> after(() -> both.await(30, TimeUnit.SECONDS), "b")));
        assertThat(statuses(new HealthReport(() -> checks, clock).answer())).containsExactly("healthy", "healthy");
    }

    @FunctionalInterface
    private interface Wait {
        Object get() throws Exception;
    }

    private static Result after(Wait wait, String name) {
        try {
            wait.get();
            return healthy(name);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void checkThatThrowsShouldNotHideTheOthers() {
        Set<HealthCheck> checks = Set.of(
                check("a", () -> {
                    throw new IllegalStateException("secret");
                }),
                check("b", () -> healthy("b")));
        assertThat(statuses(new HealthReport(() -> checks, clock).answer())).containsExactly("unhealthy", "healthy");
    }

    @Test
    void oneRequestAtATimeShouldWaitForAReport() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        HealthReport report = new HealthReport(
                () -> Set.of(check("a", () -> {
                    begun.countDown();
                    return after(() -> over.await(30, TimeUnit.SECONDS), "a");
                })),
                clock);
        Future<PageResponse> first = threads.submit(report::answer);
        begun.await();
        PageResponse meanwhile = report.answer();
        assertThat(meanwhile.status()).isEqualTo(503);
        assertThat(meanwhile.fields()).containsKey("Retry-After");
        over.countDown();
        assertThat(first.get().status()).isEqualTo(200);
        assertThat(report.answer()).isEqualTo(first.get());
    }
}
