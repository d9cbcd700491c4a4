package org.sealmx.standalone.database;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets those who wait for a check at the same time wait for one, which begins after the last of them has asked.
 * Thread-safe.
 */
final class SharedCheck {

    /** What is checked; it throws when that is not so. */
    @FunctionalInterface
    interface Action {
        void run() throws SQLException;
    }

    private final Action action;
    private final AtomicLong asked = new AtomicLong();
    private final ReentrantLock running = new ReentrantLock(true);
    private long done;

    SharedCheck(Action action) {
        this.action = action;
    }

    /** Returns when a check that began after this call has ended well. */
    void await() throws SQLException {
        long mine = asked.incrementAndGet();
        running.lock();
        try {
            if (done < mine) {
                long covered = asked.get();
                action.run();
                done = covered;
            }
        } finally {
            running.unlock();
        }
    }

    /** How many calls wait for another to end. For tests. */
    int waiting() {
        return running.getQueueLength();
    }
}
