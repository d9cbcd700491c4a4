package org.sealmx.server.lookup.netty;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The connections for which no answer is being made, the longest silent first. One of them makes room when there is
 * none for another: Postfix connects again when it has a question, and connections that ask nothing keep nobody out.
 */
@ThreadSafe
final class SilentConnections {

    private final long patience;

    @SuppressWarnings("ThreadSafe") // clocks are
    private final LongSupplier nanoTime;

    @GuardedBy("this")
    private final Map<Channel, Long> since = new LinkedHashMap<>();

    /**
     * @param patience for how long a connection must have been silent
     * @param nanoTime usually {@link System#nanoTime()}
     */
    SilentConnections(Duration patience, LongSupplier nanoTime) {
        this.patience = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The connection is new, or has its answer. */
    synchronized void add(Channel connection) {
        since.remove(connection);
        since.put(connection, nanoTime.getAsLong());
    }

    /** An answer is being made for the connection, or it is closed. */
    synchronized void remove(Channel connection) {
        since.remove(connection);
    }

    /** Takes out the connection that has been silent for the longest time; empty when each has spoken lately. */
    synchronized Optional<Channel> takeLongest() {
        Iterator<Map.Entry<Channel, Long>> all = since.entrySet().iterator();
        if (!all.hasNext()) {
            return Optional.empty();
        }
        Map.Entry<Channel, Long> longest = all.next();
        if (nanoTime.getAsLong() - longest.getValue() < patience) {
            return Optional.empty();
        }
        all.remove();
        return Optional.of(longest.getKey());
    }
}
