package org.sealmx.it.containers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sealmx.it.harness.CouchDbAdmin;

/**
 * Makes CouchDB slow: most of the time it stands still, and again and again it works for a moment. {@link #end} lets it
 * work again.
 */
final class Slowness {

    private static final long STILL = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final long WORKING = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int REQUESTS = 5;

    private final Project project;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread;

    Slowness(Project project) {
        this.project = project;
        this.thread = new Thread(this::alternate, "slowness");
        thread.start();
    }

    private void alternate() {
        try {
            while (!ended.get()) {
                project.pause(Project.COUCHDB);
                LockSupport.parkNanos(STILL);
                project.resume(Project.COUCHDB);
                LockSupport.parkNanos(WORKING);
            }
        } catch (Exception e) {
            failure.set(e);
        }
    }

    /** The median of the milliseconds that a request takes now. */
    long measure(CouchDbAdmin admin) throws IOException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            long begin = System.nanoTime();
            admin.welcome();
            times.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            // at another moment of the rhythm
            LockSupport.parkNanos(WORKING * (i + 1));
        }
        Collections.sort(times);
        return times.get(REQUESTS / 2);
    }

    void end() throws Exception {
        ended.set(true);
        thread.join();
        Exception problem = failure.get();
        if (problem != null) {
            throw problem;
        }
    }
}
