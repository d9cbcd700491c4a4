package org.sealmx.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.james.core.healthcheck.Result;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.DirectoryHealth;
import reactor.core.publisher.Mono;

class DirectoryHealthCheckTest {

    private final List<String> problems = new ArrayList<>();
    private final DirectoryHealthCheck check = new DirectoryHealthCheck(() -> () -> List.copyOf(problems));

    private Result result() {
        return Mono.from(check.check()).blockOptional().orElseThrow();
    }

    @Test
    void checkShouldBeHealthyWhenThereAreNoProblems() {
        assertThat(result()).isEqualTo(Result.healthy(DirectoryHealthCheck.NAME));
    }

    @Test
    void checkShouldNameEachProblemWhenThereAreSeveral() {
        problems.addAll(List.of("the view is empty", "the feed is down"));
        Result result = result();
        assertThat(result.isDegraded()).isTrue();
        assertThat(result.getCause()).contains("the view is empty; the feed is down");
    }

    @Test
    void checkShouldSayWhatHoldsNowWhenProblemsCameAndWent() {
        problems.add("the view is empty");
        assertThat(result().isHealthy()).isFalse();
        problems.clear();
        assertThat(result().isHealthy()).isTrue();
    }

    @Test
    void checkShouldLookForProblemsThatOnlyAQuestionTells() {
        DirectoryHealth asked = new DirectoryHealth() {
            @Override
            public List<String> problems() {
                return List.of("over by now");
            }

            @Override
            public List<String> lookForProblems() {
                return List.of();
            }
        };
        assertThat(Mono.from(new DirectoryHealthCheck(() -> asked).check()).blockOptional())
                .contains(Result.healthy(DirectoryHealthCheck.NAME));
    }
}
