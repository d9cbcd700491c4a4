package org.sealmx.notice;

import com.google.errorprone.annotations.Immutable;
import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.sealmx.directory.AccountId;

/**
 * What the last reading of the directory has found out about the certificates that end, for metrics and health checks.
 * It is up to a day old. Reading it asks nobody.
 */
@ThreadSafe
public final class ExpiryForecast {

    /**
     * An account whose last usable certificate ends.
     *
     * @param account the owner
     * @param end the first instant at which its mail waits
     */
    @Immutable
    public record Ending(AccountId account, Instant end) {}

    /**
     * The result of one reading.
     *
     * @param at when it began
     * @param next the one that ends first; empty when none ends
     * @param soon how many identities have a last usable certificate that ends within the days of the first notice
     */
    @Immutable
    record Reading(Instant at, Optional<Ending> next, long soon) {}

    private final Clock clock;

    @SuppressWarnings("ThreadSafe") // immutable
    private volatile Optional<Reading> last = Optional.empty();

    /** @param clock for the days that are left */
    public ExpiryForecast(Clock clock) {
        this.clock = clock;
    }

    void read(Reading reading) {
        last = Optional.of(reading);
    }

    /** When the directory was last read to its end; empty before the first time. */
    public Optional<Instant> readAt() {
        return last.map(Reading::at);
    }

    /** The account whose last usable certificate ends first; empty when none ends, or nothing was read yet. */
    public Optional<Ending> next() {
        return last.flatMap(Reading::next);
    }

    /** Whole days until {@link #next} ends, 0 on its last day and afterwards; empty when there is none. */
    public OptionalLong daysToNextExpiry() {
        Optional<Ending> next = next();
        return next.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(
                        0, Duration.between(clock.instant(), next.get().end()).toDays()));
    }

    /** How many identities have a last usable certificate that ends within the days of the first notice. */
    public long endingSoon() {
        return last.map(Reading::soon).orElse(0L);
    }
}
