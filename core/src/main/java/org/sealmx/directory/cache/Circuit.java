package org.sealmx.directory.cache;

import java.util.HashMap;
import java.util.Map;

/**
 * Leaves a directory that does not answer alone for a moment. One address that always fails says nothing about the
 * others: only when several different ones failed and none succeeded since, the circuit is open, and after each pause
 * one look-up finds out whether the directory is back. Safe for use by several threads; look-ups that memory answers do
 * not come here.
 */
final class Circuit {

    /** How many different addresses fail before all others are left alone. */
    static final int OPEN_AFTER = 3;

    private final long pause;
    private final Map<Object, Long> failures = new HashMap<>();
    private long lastTry;
    private String problem = "";

    /** @param pause in milliseconds */
    Circuit(long pause) {
        this.pause = pause;
    }

    /**
     * Whether the directory may be asked about an address. While the circuit is open, who gets a yes is the one that
     * finds out.
     */
    synchronized boolean mayAsk(Object address, long now) {
        if (failures.size() < OPEN_AFTER) {
            return hasPaused(failures.getOrDefault(address, now - pause), now);
        }
        if (!hasPaused(lastTry, now)) {
            return false;
        }
        lastTry = now;
        return true;
    }

    private boolean hasPaused(long since, long now) {
        // A clock that was set back must not make the pause longer.
        return Math.abs(now - since) >= pause;
    }

    /** The directory answers. */
    synchronized void succeeded() {
        failures.clear();
    }

    /** What was wrong when it was asked last and failed, in one line without addresses. */
    synchronized String problem() {
        return problem;
    }

    /**
     * The directory did not answer about an address.
     *
     * @param reason in one line without addresses
     */
    synchronized void failed(Object address, long now, String reason) {
        problem = reason;
        if (failures.size() < OPEN_AFTER) {
            failures.put(address, now);
        }
        lastTry = now;
    }
}
