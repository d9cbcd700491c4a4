package org.sealmx.it.harness;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends processes that a test started. */
final class Processes {

    private Processes() {}

    /** Asks the process to end, and kills it if it has not ended within the limit. */
    static void end(Process process, Duration limit) {
        process.destroy();
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
