package org.sealmx.it.harness;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes the resources that all tests of a run share when the run ends. */
public final class Shutdown {

    private static final Deque<AutoCloseable> RESOURCES = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::closeAll, "close-shared"));
    }

    private Shutdown() {}

    /** Closes the resource at the end of the run, in reverse order of these calls. */
    public static void close(AutoCloseable resource) {
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

    @SuppressWarnings("SystemOut") // nothing else is left that could report this
    private static void closeOne(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("could not close " + resource + ": " + e);
        }
    }
}
