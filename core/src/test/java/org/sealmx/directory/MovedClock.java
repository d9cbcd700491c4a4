package org.sealmx.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that only a test moves. */
public final class MovedClock extends Clock {

    private volatile Instant now;

    /** Shows noon of some day. */
    public MovedClock() {
        this(Instant.parse("2026-11-29T12:00:00Z"));
    }

    /** @param now what it shows first */
    public MovedClock(Instant now) {
        this.now = now;
    }

    /** Moves it on. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** Moves it, ahead or back. */
    public void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
