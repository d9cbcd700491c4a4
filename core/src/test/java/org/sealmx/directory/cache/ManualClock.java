package org.sealmx.directory.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that only moves when a test moves it. */
final class ManualClock extends Clock {

    private final AtomicLong millis =
            new AtomicLong(Instant.parse("2026-11-20T12:00:00Z").toEpochMilli());

    private final AtomicReference<Optional<Runnable>> beforeReading = new AtomicReference<>(Optional.empty());

    /** Runs an action once, when the clock is read the next time. */
    void beforeReading(Runnable action) {
        beforeReading.set(Optional.of(action));
    }

    void advance(Duration by) {
        millis.addAndGet(by.toMillis());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }

    @Override
    public long millis() {
        beforeReading.getAndSet(Optional.empty()).ifPresent(Runnable::run);
        return millis.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times here have no zone");
    }
}
