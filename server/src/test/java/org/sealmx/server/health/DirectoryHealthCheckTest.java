package org.sealmx.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.james.core.healthcheck.Result;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DirectoryHealthCheckTest {

    private final AtomicReference<List<String>> problems = new AtomicReference<>(List.of());
    private final DirectoryHealthCheck check = new DirectoryHealthCheck(() -> problems::get);

    private Result result() {
        return Mono.from(check.check()).blockOptional().orElseThrow();
    }

    @Test
    void checkShouldBeHealthyWhenThereAreNoProblems() {
        assertThat(result()).isEqualTo(Result.healthy(DirectoryHealthCheck.NAME));
    }

    @Test
    void checkShouldNameEachProblemWhenThereAreSeveral() {
        problems.set(List.of("the view is empty", "the feed is down"));
        Result result = result();
        assertThat(result.isDegraded()).isTrue();
        assertThat(result.getCause()).contains("the view is empty; the feed is down");
    }

    @Test
    void checkShouldSayWhatHoldsNowWhenProblemsCameAndWent() {
        problems.set(List.of("the view is empty"));
        assertThat(result().isHealthy()).isFalse();
        problems.set(List.of());
        assertThat(result().isHealthy()).isTrue();
    }
}
