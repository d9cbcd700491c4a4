package org.sealmx.notice;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.sealmx.measure.CertificateEnds;

/**
 * What the last reading of the directory has found out about the certificates that end, for metrics and health checks.
 * It is up to a day old, and takes 8 octets for each account. An account counts once: at the first end after which mail
 * for one of its addresses waits.
 */
@ThreadSafe
public final class ExpiryForecast implements CertificateEnds {

    private final Clock clock;

    @SuppressWarnings("ThreadSafe") // never changed
    private volatile Optional<Reading> last = Optional.empty();

    /**
     * One reading.
     *
     * @param at when it began
     * @param ends when certificates end, in seconds since 1970, ascending; never changed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Reading(Instant at, long[] ends) {

        /** How many end until an instant, which is included. */
        int until(Instant instant) {
            int found = Arrays.binarySearch(ends, instant.getEpochSecond());
            int count = found < 0 ? -found - 1 : found;
            while (count < ends.length && ends[count] == instant.getEpochSecond()) {
                count++;
            }
            return count;
        }
    }

    /** @param clock what has ended by its time counts no longer */
    public ExpiryForecast(Clock clock) {
        this.clock = clock;
    }

    /** Replaces what is known. */
    void read(Instant at, AccountEnds ends) {
        last = Optional.of(new Reading(at, ends.sorted()));
    }

    /** When the directory was last read to its end; empty before the first time. */
    public Optional<Instant> readAt() {
        return last.map(Reading::at);
    }

    @Override
    public Optional<Instant> next() {
        return last.flatMap(reading -> {
            int ended = reading.until(clock.instant());
            return ended < reading.ends.length
                    ? Optional.of(Instant.ofEpochSecond(reading.ends[ended]))
                    : Optional.empty();
        });
    }

    @Override
    public int by(Instant instant) {
        return last.map(reading -> Math.max(0, reading.until(instant) - reading.until(clock.instant())))
                .orElse(0);
    }

    /** Whole days until {@link #next()}, 0 on its last day; empty when none ends, or nothing was read yet. */
    public OptionalLong daysToNextExpiry() {
        Optional<Instant> next = next();
        return next.isPresent()
                ? OptionalLong.of(Duration.between(clock.instant(), next.get()).toDays())
                : OptionalLong.empty();
    }
}
