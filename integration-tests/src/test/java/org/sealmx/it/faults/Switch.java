package org.sealmx.it.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Files with which a test controls the faults inside the server. */
final class Switch {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LIMIT = TimeUnit.MINUTES.toNanos(2);

    private Switch() {}

    /** Whether the test has switched something on. */
    static boolean isOn(String name) {
        return Files.exists(folder().resolve(name));
    }

    /** Tells the test that a run is waiting, and waits until the test switches "released" on. */
    static void waitForRelease() throws IOException {
        Files.createFile(folder().resolve("waiting-" + UUID.randomUUID()));
        long end = System.nanoTime() + LIMIT;
        while (!isOn("released")) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("nobody released this run");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static Path folder() {
        return Path.of(Objects.requireNonNull(System.getProperty("sealmx.it.faults"), "sealmx.it.faults"));
    }
}
