package org.sealmx.server.page.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.MovedClock;

class RateLimitTest {

    private final MovedClock clock = new MovedClock();
    private final RateLimit limit = RateLimit.ofLogins(clock);

    @Test
    void nameShouldHaveFiveAttemptsAndThenOneAMinute() {
        for (int i = 0; i < 5; i++) {
            assertThat(limit.attempt("alice")).isEmpty();
        }
        assertThat(limit.attempt("alice")).contains(Duration.ofMinutes(1));
        assertThat(limit.attempt("bob")).isEmpty();

        clock.pass(Duration.ofSeconds(59));
        assertThat(limit.attempt("alice")).contains(Duration.ofSeconds(1));
        clock.pass(Duration.ofSeconds(1));
        assertThat(limit.attempt("alice")).isEmpty();
        assertThat(limit.attempt("alice")).contains(Duration.ofMinutes(1));
    }

    @Test
    void refusedAttemptsShouldNotCount() {
        for (int i = 0; i < 1_000; i++) {
            limit.attempt("alice");
        }
        clock.pass(Duration.ofMinutes(1));
        assertThat(limit.attempt("alice")).isEmpty();
    }

    @Test
    void forgetShouldGiveTheAttemptsBack() {
        for (int i = 0; i < 5; i++) {
            limit.attempt("alice");
        }
        limit.forget("alice");
        assertThat(limit.attempt("alice")).isEmpty();
    }

    @Test
    void allTogetherShouldHaveFiftyAttemptsAndThenTenASecond() {
        for (int i = 0; i < 50; i++) {
            assertThat(limit.attempt("user" + i)).isEmpty();
        }
        assertThat(limit.attempt("another")).contains(Duration.ofMillis(100));
        clock.pass(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            assertThat(limit.attempt("later" + i)).isEmpty();
        }
        assertThat(limit.attempt("another")).isPresent();
    }

    /** A day of a thousand attempts a second, each with another name. */
    @Test
    void namesShouldBeForgottenSoThatMemoryIsBounded() {
        int most = 0;
        for (int second = 0; second < 1_000; second++) {
            for (int i = 0; i < 100; i++) {
                limit.attempt("made up " + second + " " + i);
            }
            clock.pass(Duration.ofSeconds(1));
            most = Math.max(most, limit.names());
        }
        assertThat(most).isLessThan(50 + 10 * 5 * 60 + 11);
        clock.pass(Duration.ofMinutes(5));
        limit.attempt("the last");
        assertThat(limit.names()).isEqualTo(1);
    }
}
