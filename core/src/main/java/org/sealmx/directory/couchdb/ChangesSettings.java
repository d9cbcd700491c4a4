package org.sealmx.directory.couchdb;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * How the changes of a database are followed.
 *
 * @param heartbeat how often the server sends a sign of life
 * @param silence after which the connection counts as lost; longer than the heartbeat
 * @param firstPause before the first attempt to connect again
 * @param longestPause the limit of the pause, which doubles with each failure
 * @param purgeInterval how often the server is asked whether documents were purged, which no feed reports
 */
@Immutable
public record ChangesSettings(
        Duration heartbeat, Duration silence, Duration firstPause, Duration longestPause, Duration purgeInterval) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** @throws IllegalArgumentException naming the parameter and what it accepts */
    public ChangesSettings {
        require("heartbeat", heartbeat);
        require("silence", silence);
        require("firstPause", firstPause);
        require("longestPause", longestPause);
        require("purgeInterval", purgeInterval);
        if (silence.compareTo(heartbeat) <= 0) {
            throw new IllegalArgumentException("silence must be longer than heartbeat");
        }
        if (longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("longestPause must not be shorter than firstPause");
        }
    }

    /** A heartbeat every 2 s; lost after 5 s without one; pauses of 0.2 s to 5 s; a check for purges every minute. */
    public static ChangesSettings defaults() {
        return new ChangesSettings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1));
    }

    private static void require(String name, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is 1 ms to 10 minutes, not " + value);
        }
    }
}
