package org.sealmx.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OncePerTest {

    private static final Duration INTERVAL = Duration.ofHours(1);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final OncePer log = OncePer.interval(INTERVAL, nanoTime::get);

    @Test
    void isDueShouldBeFalseWhenTheSubjectWasLoggedWithinTheHour() {
        assertThat(log.isDue("u1 over quota")).isTrue();
        assertThat(log.isDue("u1 over quota")).isFalse();
        assertThat(log.isDue("u2 over quota")).isTrue();
        nanoTime.addAndGet(INTERVAL.toNanos() - 1);
        assertThat(log.isDue("u1 over quota")).isFalse();
        nanoTime.addAndGet(1);
        assertThat(log.isDue("u1 over quota")).isTrue();
        assertThat(log.isDue("u1 over quota")).isFalse();
    }

    @Test
    void isDueShouldBeTrueOnceWhenThereIsNoInterval() {
        OncePer ever = OncePer.ever();
        assertThat(ever.isDue("d1")).isTrue();
        assertThat(ever.isDue("d1")).isFalse();
        assertThat(ever.isDue("d2")).isTrue();
    }

    @Test
    void isDueShouldRememberASubjectThatIsAskedForAgainAndAgain() {
        assertThat(log.isDue("u1 over quota")).isTrue();
        for (int subject = 0; subject < 2 * OncePer.MAX_SUBJECTS; subject++) {
            log.isDue("u" + subject);
            assertThat(log.isDue("u1 over quota")).isFalse();
        }
    }

    @Test
    void isDueShouldForgetTheOldestWhenThereAreTooManySubjects() {
        for (int subject = 0; subject <= OncePer.MAX_SUBJECTS; subject++) {
            assertThat(log.isDue("u" + subject)).isTrue();
        }
        assertThat(log.isDue("u1")).isFalse();
        assertThat(log.isDue("u0")).isTrue();
    }
}
