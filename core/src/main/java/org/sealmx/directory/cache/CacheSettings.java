package org.sealmx.directory.cache;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * How much the cache keeps in memory, and for how long.
 *
 * @param maxBytes for addresses that have an identity document of their own, 64 KiB to 64 GiB
 * @param madeUpBytes for addresses that anybody can make up: unknown ones, extensions, and what a catch-all catches; 16
 *     KiB to 16 GiB
 * @param timeToLive how long an answer is used while the feed of changes is down and so cannot confirm it, or about
 *     what has changed lately; 1 second to 1 hour
 * @param unknownTimeToLive how long "no such address" is remembered, with or without the feed; 1 second to 1 hour
 * @param maxAge how long an answer is used at most, with or without the feed; 1 minute to 30 days. This corrects
 *     anything that the feed missed
 * @param staleIfUnavailable how long the last answer about a known address is used while the directory does not answer,
 *     counted from when it was last known to be right; 0 to 1 day. A key that is withdrawn in the meantime stays in use
 *     that long
 * @param pauseAfterFailure how long a directory that does not answer is not asked again; 10 ms to 1 minute
 */
@Immutable
public record CacheSettings(
        long maxBytes,
        long madeUpBytes,
        Duration timeToLive,
        Duration unknownTimeToLive,
        Duration maxAge,
        Duration staleIfUnavailable,
        Duration pauseAfterFailure) {

    private static final long KIB = 1 << 10;
    private static final long GIB = 1 << 30;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** @throws IllegalArgumentException naming the parameter and what it accepts */
    public CacheSettings {
        requireBytes("maxBytes", maxBytes, 64 * KIB, 64 * GIB);
        requireBytes("madeUpBytes", madeUpBytes, 16 * KIB, 16 * GIB);
        require("timeToLive", timeToLive, SECOND, HOUR, "1 second to 1 hour");
        require("unknownTimeToLive", unknownTimeToLive, SECOND, HOUR, "1 second to 1 hour");
        require("maxAge", maxAge, MINUTE, Duration.ofDays(30), "1 minute to 30 days");
        require("staleIfUnavailable", staleIfUnavailable, Duration.ZERO, Duration.ofDays(1), "0 to 1 day");
        require("pauseAfterFailure", pauseAfterFailure, Duration.ofMillis(10), MINUTE, "10 ms to 1 minute");
    }

    /** 64 MiB and 8 MiB; 1 minute, 30 seconds, 1 day; 15 minutes in an outage; a pause of 1 second. */
    public static CacheSettings defaults() {
        return new CacheSettings(
                64 * KIB * KIB,
                8 * KIB * KIB,
                MINUTE,
                Duration.ofSeconds(30),
                Duration.ofDays(1),
                Duration.ofMinutes(15),
                SECOND);
    }

    private static void requireBytes(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + " bytes, not " + value);
        }
    }

    private static void require(String name, Duration value, Duration least, Duration most, String range) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be " + range + ", not " + value);
        }
    }
}
