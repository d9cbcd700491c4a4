package org.sealmx.hop;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections without work, each for a limited time. Nothing is sent while the lock is held. Thread-safe. */
@ThreadSafe
final class IdleConnections {

    private static final Logger LOGGER = LoggerFactory.getLogger(IdleConnections.class);

    private final Duration keep;

    @SuppressWarnings("ThreadSafe") // clocks are
    private final LongSupplier nanoTime;

    private final Deadlines deadlines;

    /** Those used last come first, so the expired ones are at the end. */
    @GuardedBy("this")
    private final Deque<Idle> idle = new ArrayDeque<>();

    @GuardedBy("this")
    private @Nullable Future<?> sweep;

    @GuardedBy("this")
    private boolean closed;

    private record Idle(HopConnection connection, long since) {}

    /**
     * @param keep how long a connection stays open
     * @param nanoTime the clock, as {@link System#nanoTime}
     */
    IdleConnections(Duration keep, LongSupplier nanoTime, Deadlines deadlines) {
        this.keep = keep;
        this.nanoTime = nanoTime;
        this.deadlines = deadlines;
    }

    /** One that can be used, as far as that is seen without using it. */
    Optional<HopConnection> take() {
        leave(expired());
        for (Optional<HopConnection> last = last(); last.isPresent(); last = last()) {
            if (!last.get().hasUnreadInput()) {
                return last;
            }
            leave(List.of(last.get()));
        }
        return Optional.empty();
    }

    private synchronized Optional<HopConnection> last() {
        return Optional.ofNullable(idle.pollFirst()).map(Idle::connection);
    }

    /** Keeps a connection, or closes it if it cannot be used again. */
    void give(HopConnection connection) {
        if (!kept(connection)) {
            leave(List.of(connection));
        }
    }

    private synchronized boolean kept(HopConnection connection) {
        if (closed || !connection.isUsable()) {
            return false;
        }
        idle.addFirst(new Idle(connection, nanoTime.getAsLong()));
        planSweep();
        return true;
    }

    private synchronized void planSweep() {
        if (sweep == null && !idle.isEmpty()) {
            sweep = deadlines.after(keep, this::sweep);
        }
    }

    /** Closes what has expired, in a thread of its own: the one that calls this ends whatever takes too long. */
    private void sweep() {
        List<HopConnection> expired = expired();
        synchronized (this) {
            sweep = null;
            planSweep();
        }
        if (!expired.isEmpty()) {
            Thread thread = new Thread(() -> leave(expired), "sealmx-next-hop-quit");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private synchronized List<HopConnection> expired() {
        long now = nanoTime.getAsLong();
        List<HopConnection> expired = new ArrayList<>();
        while (!idle.isEmpty() && now - idle.getLast().since() >= keep.toNanos()) {
            expired.add(idle.removeLast().connection());
        }
        return expired;
    }

    private static void leave(List<HopConnection> connections) {
        for (HopConnection connection : connections) {
            try {
                connection.quit();
            } catch (IOException e) {
                LOGGER.debug("a connection was not closed in order", e);
            }
        }
    }

    /** Closes all, and from now on each that is given. */
    void close() {
        leave(allOfThem());
    }

    private synchronized List<HopConnection> allOfThem() {
        closed = true;
        if (sweep != null) {
            sweep.cancel(false);
        }
        List<HopConnection> all = idle.stream().map(Idle::connection).toList();
        idle.clear();
        return all;
    }
}
