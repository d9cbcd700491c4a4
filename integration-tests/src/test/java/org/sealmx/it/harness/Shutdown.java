package org.sealmx.it.harness;

import java.util.ArrayDeque;
import java.util.Deque;

/** What all tests of a run share is ended when the run ends. */
final class Shutdown {

    private static final Deque<AutoCloseable> RESOURCES = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::closeAll, "close-shared"));
    }

    private Shutdown() {}

    /** Closes it at the end, what came last first. */
    static void close(AutoCloseable resource) {
        synchronized (RESOURCES) {
            RESOURCES.push(resource);
        }
    }

    private static void closeAll() {
        synchronized (RESOURCES) {
            for (AutoCloseable resource : RESOURCES) {
                closeOne(resource);
            }
        }
    }

    @SuppressWarnings("SystemOut") // nobody else listens any more
    private static void closeOne(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("could not close " + resource + ": " + e);
        }
    }
}
