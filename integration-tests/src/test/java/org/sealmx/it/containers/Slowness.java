package org.sealmx.it.containers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sealmx.it.harness.CouchDbAdmin;

/**
 * Makes CouchDB slow: a container that shares its processes lets them work for a moment, again and again, and stops
 * them for most of the time. {@link #end} lets them work again.
 */
final class Slowness {

    private static final String RHYTHM =
            "while :; do kill -s STOP -- -1; sleep 1.5; kill -s CONT -- -1; sleep 0.05; done 2>/dev/null";
    private static final int REQUESTS = 5;
    private static final long APART = TimeUnit.MILLISECONDS.toNanos(200);

    private final Project project;
    private final String container;

    Slowness(Project project) throws IOException, InterruptedException {
        this.project = project;
        this.container = project.beside(Project.COUCHDB, RHYTHM, true).trim();
    }

    /** The median of the milliseconds that a request takes now. */
    long measure(CouchDbAdmin admin) throws IOException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            long begin = System.nanoTime();
            admin.databases();
            times.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            // at another moment of the rhythm
            LockSupport.parkNanos(APART * i);
        }
        Collections.sort(times);
        return times.get(REQUESTS / 2);
    }

    void end() throws IOException, InterruptedException {
        Docker.require("rm", "--force", "--volumes", container);
        project.beside(Project.COUCHDB, "kill -s CONT -- -1", false);
    }
}
