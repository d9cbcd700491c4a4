package org.sealmx.server.page.session;

import java.time.Duration;
import java.time.Instant;

/** A token bucket: so many at once, and one more after each interval. Not thread-safe. */
final class Bucket {

    private final int capacity;
    private final Duration interval;
    /** When the bucket will be full. */
    private Instant full;

    Bucket(int capacity, Duration interval, Instant now) {
        this.capacity = capacity;
        this.interval = interval;
        this.full = now;
    }

    /** How long until one can be taken; zero when one can be taken now. */
    Duration wait(Instant now) {
        Instant fullAfter = later(full, now).plus(interval);
        Duration excess = Duration.between(now, fullAfter).minus(interval.multipliedBy(capacity));
        return excess.isNegative() ? Duration.ZERO : excess;
    }

    /** Takes one. To be called only when there is one. */
    void take(Instant now) {
        full = later(full, now).plus(interval);
    }

    boolean isFull(Instant now) {
        return !full.isAfter(now);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
