package org.sealmx.directory.file;

import java.time.Duration;

/**
 * How the file is read. Immutable.
 *
 * @param maxBytes the largest file that is read, 2 octets to 1 GiB; in memory it takes about twice its size, and while
 *     it is reloaded about three times
 * @param pollInterval how often the file is looked at, 10 ms to 1 hour; a change is in force after two looks that see
 *     the same
 */
public record FileSettings(long maxBytes, Duration pollInterval) {

    private static final long MAX_BYTES_LIMIT = 1L << 30;
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws IllegalArgumentException naming the parameter and what it accepts */
    public FileSettings {
        if (maxBytes < 2 || maxBytes > MAX_BYTES_LIMIT) {
            throw new IllegalArgumentException("maxBytes is 2 to " + MAX_BYTES_LIMIT + ", not " + maxBytes);
        }
        if (pollInterval.compareTo(SHORTEST) < 0 || pollInterval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("pollInterval is 10 ms to 1 hour, not " + pollInterval);
        }
    }

    /** 256 MiB, two looks a second. */
    public static FileSettings defaults() {
        return new FileSettings(256L << 20, Duration.ofMillis(500));
    }
}
