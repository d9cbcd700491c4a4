package org.sealmx.directory.cache;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.Map;

/**
 * A circuit breaker: does not ask a directory that does not answer again for a moment. One address that always fails
 * says nothing about the others. The circuit opens only when look-ups of several different addresses have failed and
 * none has succeeded since; then, after each pause, one look-up finds out whether the directory is back. Look-ups that
 * memory answers do not pass through here.
 */
@ThreadSafe
final class Circuit {

    /** How many different addresses must fail before no address is asked about. */
    static final int OPEN_AFTER = 3;

    private final long pause;

    @GuardedBy("this")
    private final Map<Object, Long> failures = new HashMap<>();

    @GuardedBy("this")
    private long lastTry;

    @GuardedBy("this")
    private String problem = "";

    /** @param pause in milliseconds */
    Circuit(long pause) {
        this.pause = pause;
    }

    /**
     * Whether the directory may be asked about an address. While the circuit is open, the caller that is let through
     * probes the directory.
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
        // A clock that is set back must not make the pause longer.
        return Math.abs(now - since) >= pause;
    }

    /** Records that the directory answered. */
    synchronized void succeeded() {
        failures.clear();
    }

    /** The reason for the last failure, in one line without addresses. */
    synchronized String problem() {
        return problem;
    }

    /**
     * Records that the directory did not answer about an address.
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
