package org.sealmx.directory.cache;

import java.time.Duration;
import org.slf4j.Logger;

/**
 * Tells the operator of an outage: when it begins, once a minute while it lasts, and when it is over; at most once a minute altogether,
 * because a single address that always fails looks like many short outages. Safe for use by several threads.
 */
final class OutageLog {

    static final long INTERVAL = Duration.ofMinutes(1).toMillis();

    private final Logger logger;
    private long nextWarning = Long.MIN_VALUE;
    private boolean warned;
    private long stale;
    private long refused;

    OutageLog(Logger logger) {
        this.logger = logger;
    }

    /** The directory did not answer a look-up. */
    synchronized void failed(boolean servedFromMemory, String problem, long now) {
        if (servedFromMemory) {
            stale++;
        } else {
            refused++;
        }
        // A clock that was set back must not silence this for longer.
        if (now >= nextWarning || nextWarning - now > INTERVAL) {
            logger.warn(
                    "The directory does not answer: {} ({} look-ups answered with what was last known, {} not at all)",
                    problem,
                    stale,
                    refused);
            nextWarning = now + INTERVAL;
            warned = true;
        }
    }

    /** The directory answered. */
    synchronized void succeeded() {
        if (warned) {
            logger.info(
                    "The directory answers again ({} look-ups were answered with what was last known, {} not at all)",
                    stale,
                    refused);
        }
        warned = false;
        stale = 0;
        refused = 0;
    }
}
