package org.sealmx.hop;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends blocking operations that take too long, by closing what they wait for. In this way a TCP connection, one with
 * TLS and a socket in the file system have the same deadlines, in both directions. Its thread ends when it has nothing
 * to watch. Thread-safe.
 */
@ThreadSafe
final class Deadlines {

    private static final Logger LOGGER = LoggerFactory.getLogger(Deadlines.class);
    private static final long KEEP_THREAD_SECONDS = 10;

    @SuppressWarnings("ThreadSafe") // executors are
    private final ScheduledThreadPoolExecutor clock;

    Deadlines() {
        clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sealmx-next-hop-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(KEEP_THREAD_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    /** Runs a task later, which must not wait for anything. */
    Future<?> after(Duration delay, Runnable task) {
        return clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** An operation that may block. */
    @FunctionalInterface
    interface Operation<T> {

        /** Does it; ends with an exception when what it waits for is closed. */
        T run() throws IOException;
    }

    /**
     * Runs an operation.
     *
     * @param limit how long it may take
     * @param closed what the operation waits for; closed when the limit is over
     * @throws SocketTimeoutException when the operation failed because it took too long
     * @throws IOException when it failed for another reason
     */
    <T> T within(Duration limit, Closeable closed, Operation<T> operation) throws IOException {
        AtomicBoolean expired = new AtomicBoolean();
        ScheduledFuture<?> deadline =
                clock.schedule(() -> expire(expired, closed), limit.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return operation.run();
        } catch (IOException e) {
            if (expired.get()) {
                SocketTimeoutException timeout = new SocketTimeoutException("no answer in time");
                timeout.initCause(e);
                throw timeout;
            }
            throw e;
        } finally {
            deadline.cancel(false);
        }
    }

    private static void expire(AtomicBoolean expired, Closeable closed) {
        expired.set(true);
        try {
            closed.close();
        } catch (IOException e) {
            LOGGER.debug("what took too long was not closed in order", e); // the operation ends all the same
        }
    }
}
