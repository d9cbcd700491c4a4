package org.sealmx.server.page.http;

import com.google.errorprone.annotations.ThreadSafe;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.sealmx.server.page.http.PageService.Lane;

/** The few threads that answer requests, and the few requests that may wait for them. */
@ThreadSafe
final class Lanes {

    @SuppressWarnings("ThreadSafe") // an executor is
    private final Map<Lane, ThreadPoolExecutor> threads;

    Lanes(PageLimits limits) {
        threads = Map.of(
                Lane.LOGIN, pool(Lane.LOGIN, limits.loginThreads(), limits.waiting()),
                Lane.OTHER, pool(Lane.OTHER, limits.otherThreads(), limits.waiting()));
    }

    private static ThreadPoolExecutor pool(Lane lane, int threads, int waiting) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(waiting),
                new DefaultThreadFactory("sealmx-page-" + lane.name().toLowerCase(Locale.ROOT), true));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Runs a task, or returns false when too many wait. */
    boolean run(Lane lane, Runnable task) {
        ThreadPoolExecutor pool = threads.get(lane);
        if (pool == null) {
            throw new IllegalStateException("no threads for " + lane);
        }
        try {
            pool.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Lets what runs end, for a while; begins nothing more. */
    void end(Duration patience) throws InterruptedException {
        threads.values().forEach(ThreadPoolExecutor::shutdown);
        for (ThreadPoolExecutor pool : threads.values()) {
            if (!pool.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        }
    }
}
