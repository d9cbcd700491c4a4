package org.sealmx.notice;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.sealmx.measure.CertificateEnds;

/**
 * What the last reading of the directory has found out about the certificates that end, for metrics and health checks.
 * It is up to a day old, but for those that end first, and takes 8 octets for each account. An account counts once: at
 * the first end after which mail for one of its addresses waits.
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

        /** All ends but one that is equal to an end. */
        LongStream without(OptionalLong end) {
            int place = end.isPresent() ? Arrays.binarySearch(ends, end.getAsLong()) : -1;
            return IntStream.range(0, ends.length).filter(i -> i != place).mapToLong(i -> ends[i]);
        }

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

    /**
     * Replaces what is known of one account.
     *
     * @param before in seconds since 1970; empty when nothing was known to end
     * @param after likewise; empty when nothing ends
     */
    void replace(OptionalLong before, OptionalLong after) {
        last = last.map(reading -> new Reading(
                reading.at(),
                LongStream.concat(
                                reading.without(before),
                                after.isPresent() ? LongStream.of(after.getAsLong()) : LongStream.empty())
                        .sorted()
                        .toArray()));
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
