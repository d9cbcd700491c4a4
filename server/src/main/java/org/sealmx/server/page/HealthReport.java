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

/**
 * The state of the service: what James' health checks say, those that the operator has added included. A report is kept
 * for ten seconds, so that looking often costs little.
 */
@ThreadSafe
final class HealthReport {

    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4;

    @SuppressWarnings("ThreadSafe") // Guice gives the same set each time
    private final Supplier<Set<HealthCheck>> checks;

    @SuppressWarnings("ThreadSafe") // a clock is
    private final Clock clock;

    @GuardedBy("this")
    private Optional<PageResponse> last = Optional.empty();

    @GuardedBy("this")
    private Instant lastAt = Instant.MIN;

    HealthReport(Supplier<Set<HealthCheck>> checks, Clock clock) {
        this.checks = checks;
        this.clock = clock;
    }

    /** One line for each check, by name. Waits for the slowest, ten seconds at most. */
    synchronized PageResponse answer() {
        Instant now = clock.instant();
        if (last.isPresent() && now.isBefore(lastAt.plus(KEPT))) {
            return last.get();
        }
        ObjectNode json = PageJson.object().put("at", now.toString());
        ArrayNode array = json.putArray("checks");
        results().forEach(result -> add(array, result));
        PageResponse response = PageJson.response(200, json);
        last = Optional.of(response);
        lastAt = now;
        return response;
    }

    private List<Result> results() {
        List<Result> results = Flux.fromIterable(checks.get())
                .flatMap(HealthReport::result, AT_ONCE)
                .collectSortedList((one, other) -> one.getComponentName()
                        .getName()
                        .compareTo(other.getComponentName().getName()))
                .block();
        return results == null ? List.of() : results;
    }

    private static Mono<Result> result(HealthCheck check) {
        return Mono.from(check.check())
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
