package org.sealmx.directory.file;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * How the directory file is read.
 *
 * @param maxBytes the largest file that is read, 2 octets to 1 GiB; it takes about twice its size in memory, and about
 *     three times its size while it is reloaded
 * @param pollInterval how often the file is checked, 10 ms to 1 hour; a change comes into force after two checks that
 *     see the same
 */
@Immutable
public record FileSettings(long maxBytes, Duration pollInterval) {

    private static final long MAX_BYTES_LIMIT = 1L << 30;
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws IllegalArgumentException naming the parameter and what it accepts */
    public FileSettings {
        if (maxBytes < 2 || maxBytes > MAX_BYTES_LIMIT) {
            throw new IllegalArgumentException("maxBytes must be 2 to " + MAX_BYTES_LIMIT + ", not " + maxBytes);
        }
        if (pollInterval.compareTo(SHORTEST) < 0 || pollInterval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("pollInterval must be 10 ms to 1 hour, not " + pollInterval);
        }
    }

    /** 256 MiB, two checks per second. */
    public static FileSettings defaults() {
        return new FileSettings(256L << 20, Duration.ofMillis(500));
    }
}
