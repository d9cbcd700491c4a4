package org.sealmx.directory.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static void refuses(
            String name,
            long maxBytes,
            long madeUpBytes,
            Duration timeToLive,
            Duration unknown,
            Duration maxAge,
            Duration stale,
            Duration pause) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheSettings(maxBytes, madeUpBytes, timeToLive, unknown, maxAge, stale, pause))
                .withMessageStartingWith(name + " must be ")
                .withMessageContaining(", not ");
    }

    @Test
    void defaultsShouldServeKnownAddressesForAQuarterOfAnHourInAnOutage() {
        assertThat(CacheSettings.defaults().staleIfUnavailable()).isEqualTo(Duration.ofMinutes(15));
        assertThat(CacheSettings.defaults().pauseAfterFailure()).isEqualTo(SECOND);
    }

    @Test
    void constructorShouldAcceptTheEndsOfEveryRange() {
        assertThat(new CacheSettings(65536, 16384, SECOND, SECOND, MINUTE, Duration.ZERO, Duration.ofMillis(10)))
                .isNotNull();
        assertThat(new CacheSettings(
                        64L << 30,
                        16L << 30,
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        Duration.ofDays(30),
                        Duration.ofDays(1),
                        MINUTE))
                .isNotNull();
    }

    @Test
    void constructorShouldNameTheParameterWhenItIsOutOfRange() {
        Duration hour = Duration.ofHours(1);
        Duration long1 = hour.plusMillis(1);
        Duration short1 = SECOND.minusMillis(1);
        refuses("maxBytes", 65535, 16384, SECOND, SECOND, MINUTE, SECOND, SECOND);
        refuses("maxBytes", (64L << 30) + 1, 16384, SECOND, SECOND, MINUTE, SECOND, SECOND);
        refuses("madeUpBytes", 65536, 16383, SECOND, SECOND, MINUTE, SECOND, SECOND);
        refuses("madeUpBytes", 65536, (16L << 30) + 1, SECOND, SECOND, MINUTE, SECOND, SECOND);
        refuses("timeToLive", 65536, 16384, short1, SECOND, MINUTE, SECOND, SECOND);
        refuses("timeToLive", 65536, 16384, long1, SECOND, MINUTE, SECOND, SECOND);
        refuses("unknownTimeToLive", 65536, 16384, SECOND, short1, MINUTE, SECOND, SECOND);
        refuses("unknownTimeToLive", 65536, 16384, SECOND, long1, MINUTE, SECOND, SECOND);
        refuses("maxAge", 65536, 16384, SECOND, SECOND, MINUTE.minusMillis(1), SECOND, SECOND);
        refuses("maxAge", 65536, 16384, SECOND, SECOND, Duration.ofDays(30).plusMillis(1), SECOND, SECOND);
        refuses("staleIfUnavailable", 65536, 16384, SECOND, SECOND, MINUTE, Duration.ofMillis(-1), SECOND);
        refuses("staleIfUnavailable", 65536, 16384, SECOND, SECOND, MINUTE, Duration.ofDays(2), SECOND);
        refuses("pauseAfterFailure", 65536, 16384, SECOND, SECOND, MINUTE, SECOND, Duration.ofMillis(9));
        refuses("pauseAfterFailure", 65536, 16384, SECOND, SECOND, MINUTE, SECOND, MINUTE.plusMillis(1));
    }
}
