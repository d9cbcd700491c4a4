package org.sealmx.http;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one client. The library ends them without waiting for their end; whoever then unloads its classes, as
 * a command does that has finished, would see them fail.
 */
@ThreadSafe
final class ClientThreads implements ThreadFactory {

    @SuppressWarnings("ThreadSafe") // concurrent
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "sealmx-couchdb");
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    /**
     * Waits for the end of all threads, or for as long as is given. An interrupt ends the wait, and stays set.
     *
     * @return whether they have ended
     */
    boolean awaitEnd(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (Thread thread : threads) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (thread.isAlive() && thread != Thread.currentThread()) {
                    // join(0) would have no limit
                    thread.join(Math.max(1, left));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(thread -> thread.isAlive() && thread != Thread.currentThread());
    }
}
