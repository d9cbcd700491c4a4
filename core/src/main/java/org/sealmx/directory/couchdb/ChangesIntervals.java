package org.sealmx.directory.couchdb;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * How often things happen while the changes of a database are followed; tests have shorter ones.
 *
 * @param heartbeat how often the server sends a sign of life
 * @param silence after which the connection counts as lost; longer than the heartbeat
 * @param firstPause before the first attempt to connect again
 * @param longestPause the limit of the pause, which doubles with each failure
 * @param purgeInterval how often the server is asked whether documents were purged, which no feed reports
 */
@Immutable
record ChangesIntervals(
        Duration heartbeat, Duration silence, Duration firstPause, Duration longestPause, Duration purgeInterval) {

    /** A heartbeat every 2 s; lost after 5 s without one; pauses of 0.2 s to 5 s; a check for purges every minute. */
    static final ChangesIntervals SHIPPED = new ChangesIntervals(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1));
}
