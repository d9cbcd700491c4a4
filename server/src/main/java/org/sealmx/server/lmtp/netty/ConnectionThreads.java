package org.sealmx.server.lmtp.netty;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that serve one connection at a time: each waits for its connection's input, works on it and writes the
 * replies, so that no other thread has to be woken for a message. A few are kept for the next connections; what bounds
 * the number of those in use is the limit of connections.
 */
@ThreadSafe
public final class ConnectionThreads {

    /** The most that are kept while they have no connection. */
    private static final int KEPT = 16;

    private static final Logger LOGGER = LoggerFactory.getLogger(ConnectionThreads.class);
    private static final ThreadFactory THREADS = new DefaultThreadFactory("sealmx-lmtp", true);

    @GuardedBy("this")
    private final Deque<EventLoop> free = new ArrayDeque<>();

    /** One for which the system had no thread left; kept, since only its thread could close it. */
    @GuardedBy("this")
    private Optional<EventLoop> unstarted = Optional.empty();

    @GuardedBy("this")
    private boolean ended;

    /** A thread that has no connection; empty when the system has none left, or no file descriptor for it. */
    synchronized Optional<EventLoop> take() {
        EventLoop known = free.poll();
        while (known != null && known.isShuttingDown()) {
            // it failed
            known = free.poll();
        }
        return Optional.ofNullable(known).or(this::start);
    }

    @GuardedBy("this")
    private Optional<EventLoop> start() {
        try {
            // which has file descriptors already
            EventLoop thread = unstarted.orElseGet(() -> new NioEventLoopGroup(1, THREADS).next());
            unstarted = Optional.of(thread);
            thread.execute(() -> {});
            unstarted = Optional.empty();
            return Optional.of(thread);
        } catch (IllegalStateException | OutOfMemoryError e) {
            LOGGER.warn("No thread for a connection: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Takes a thread back whose connection is closed. */
    synchronized void giveBack(EventLoop thread) {
        if (ended || free.size() >= KEPT || thread.isShuttingDown()) {
            end(thread);
        } else {
            free.push(thread);
        }
    }

    /** Ends the threads: those without a connection at once, the others when theirs is closed. */
    public synchronized void end() {
        ended = true;
        free.forEach(ConnectionThreads::end);
        free.clear();
    }

    private static void end(EventLoop thread) {
        var unused = thread.parent().shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
