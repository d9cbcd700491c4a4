package org.sealmx.server.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.sealmx.server.page.http.PageResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The state of the service: what James' health checks say, those that the operator has added included. A report is kept
 * for ten seconds, so that looking often costs little, and one request at a time waits for a new one, so that a check
 * that hangs keeps nobody else's requests waiting.
 */
@ThreadSafe
final class HealthReport {

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final PageResponse BUSY =
            PageJson.later(503, "The state of the service is being looked at.", Duration.ofSeconds(2));

    @SuppressWarnings("ThreadSafe") // Guice gives the same set each time
    private final Supplier<Set<HealthCheck>> checks;

    @SuppressWarnings("ThreadSafe") // a clock is
    private final Clock clock;

    @GuardedBy("this")
    private Optional<PageResponse> last = Optional.empty();

    @GuardedBy("this")
    private Instant lastAt = Instant.MIN;

    @GuardedBy("this")
    private boolean looking;

    HealthReport(Supplier<Set<HealthCheck>> checks, Clock clock) {
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * One line for each check, by name. Waits for the slowest, ten seconds at most; while another request does, answers
     * with the report before.
     */
    PageResponse answer() {
        Instant now = clock.instant();
        synchronized (this) {
            boolean fresh = last.isPresent() && now.isBefore(lastAt.plus(KEPT));
            if (fresh || looking) {
                return last.orElse(BUSY);
            }
            looking = true;
        }
        try {
            PageResponse response = report(now);
            synchronized (this) {
                last = Optional.of(response);
                lastAt = now;
            }
            return response;
        } finally {
            synchronized (this) {
                looking = false;
            }
        }
    }

    private PageResponse report(Instant now) {
        ObjectNode json = PageJson.object().put("at", now.toString());
        ArrayNode array = json.putArray("checks");
        results().forEach(result -> add(array, result));
        return PageJson.response(200, json);
    }

    private List<Result> results() {
        Set<HealthCheck> all = checks.get();
        List<Result> results = Flux.fromIterable(all)
                .flatMap(HealthReport::result, Math.max(1, all.size()))
                .collectSortedList((one, other) -> one.getComponentName()
                        .getName()
                        .compareTo(other.getComponentName().getName()))
                .block();
        return results == null ? List.of() : results;
    }

    /** On a thread of its own: a check may wait before it returns anything that could be given up. */
    private static Mono<Result> result(HealthCheck check) {
        return Mono.defer(() -> Mono.from(check.check()))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(PATIENCE)
                .onErrorResume(e -> Mono.just(Result.unhealthy(
                        check.componentName(),
                        "the check failed: " + e.getClass().getSimpleName())));
    }

    private static void add(ArrayNode array, Result result) {
        ObjectNode json = array.addObject()
                .put("name", result.getComponentName().getName())
                .put("status", result.getStatus().getValue().toLowerCase(Locale.ROOT));
        result.getCause().ifPresent(cause -> json.put("cause", cause));
    }
}
