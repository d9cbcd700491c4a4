package org.sealmx.directory.couchdb;

import java.time.Duration;

/**
 * How changes are followed. Immutable.
 *
 * @param heartbeat how often the server shows that it is there
 * @param silence after which it is taken for gone, longer than the heartbeat
 * @param firstPause before it is tried again
 * @param longestPause to which the pause grows, doubling, while it fails
 * @param purgeInterval how often it is asked whether documents were purged, which no feed tells of
 */
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
            throw new IllegalArgumentException("silence is longer than heartbeat");
        }
        if (longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("longestPause is not shorter than firstPause");
        }
    }

    /**
     * A heartbeat each 2 s, gone after 5 s, tried again after 0.2 s and then up to 5 s; asked for purges once a minute.
     */
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
