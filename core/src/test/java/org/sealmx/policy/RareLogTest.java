package org.sealmx.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RareLogTest {

    private Instant now = Instant.parse("2026-11-22T00:00:00Z");

    private final RareLog log = new RareLog(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void isDueShouldBeFalseWhenTheSubjectWasLoggedWithinTheHour() {
        assertThat(log.isDue("u1 over quota")).isTrue();
        assertThat(log.isDue("u1 over quota")).isFalse();
        assertThat(log.isDue("u2 over quota")).isTrue();
        now = now.plus(RareLog.INTERVAL).minusSeconds(1);
        assertThat(log.isDue("u1 over quota")).isFalse();
        now = now.plusSeconds(1);
        assertThat(log.isDue("u1 over quota")).isTrue();
        assertThat(log.isDue("u1 over quota")).isFalse();
    }

    @Test
    void isDueShouldForgetTheOldestWhenThereAreTooManySubjects() {
        for (int subject = 0; subject <= RareLog.MAX_SUBJECTS; subject++) {
            assertThat(log.isDue("u" + subject)).isTrue();
        }
        assertThat(log.isDue("u1")).isFalse();
        assertThat(log.isDue("u0")).isTrue();
    }
}
