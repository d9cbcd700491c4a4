package org.sealmx.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeDaysTest {

    private static final Instant NOW = Instant.parse("2025-12-05T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"733, 0", "732, 30", "181, 30", "180, 7", "37, 7", "36, 1", "1, 1", "0, 0", "-1, 0"})
    void dueShouldBeTheSmallestStepThatHasCome(long hoursLeft, int step) {
        assertThat(NoticeDays.defaults().due(NOW, NOW.plus(Duration.ofHours(hoursLeft))))
                .isEqualTo(step == 0 ? OptionalInt.empty() : OptionalInt.of(step));
    }

    @Test
    void noDaysShouldMeanNoNotice() {
        NoticeDays none = new NoticeDays(List.of());
        assertThat(none.due(NOW, NOW.plusSeconds(1))).isEmpty();
        assertThat(none.isSoon(NOW, NOW.plus(Duration.ofDays(30)))).isTrue();
        assertThat(none.isSoon(NOW, NOW.plus(Duration.ofDays(31)))).isFalse();
    }

    @Test
    void stepsShouldBeSorted() {
        assertThat(new NoticeDays(List.of(1, 60, 7, 60)).steps()).containsExactly(60, 7, 1);
        assertThat(NoticeDays.areValid(List.of(1, 365))).isTrue();
        assertThat(NoticeDays.areValid(List.of(0))).isFalse();
        assertThat(NoticeDays.areValid(List.of(366))).isFalse();
    }
}
