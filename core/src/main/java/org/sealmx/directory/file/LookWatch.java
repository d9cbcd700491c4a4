package org.sealmx.directory.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Notices that the file is no longer looked at, since its file system hangs: then no change would come into force,
 * without a word. Safe for use by several threads.
 */
final class LookWatch {

    static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path file;
    private final long limitNanos;
    private final LongSupplier nanoTime;
    private final Logger logger;
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile long lastLook;

    /**
     * @param interval between two looks when all is well
     * @param nanoTime a clock that nobody can set, as {@link System#nanoTime()}
     */
    LookWatch(Path file, Duration interval, LongSupplier nanoTime, Logger logger) {
        this.file = file;
        this.limitNanos = LIMIT.plus(interval).toNanos();
        this.nanoTime = nanoTime;
        this.logger = logger;
        this.lastLook = nanoTime.getAsLong();
    }

    /** A look is done. */
    void looked() {
        lastLook = nanoTime.getAsLong();
        if (warned.compareAndSet(true, false)) {
            logger.info("Directory file {} is looked at again", file);
        }
    }

    /** Warns once for each time that the looks stop. */
    void check() {
        Optional<String> problem = problem();
        if (problem.isPresent() && warned.compareAndSet(false, true)) {
            logger.warn("{}", problem.get());
        }
    }

    /** What is wrong now, in one line; empty when the last look is recent. */
    Optional<String> problem() {
        long age = nanoTime.getAsLong() - lastLook;
        return age <= limitNanos
                ? Optional.empty()
                : Optional.of("directory file " + file + " was last looked at "
                        + Duration.ofNanos(age).toMinutes()
                        + " min ago, and changes of it are not in force; see whether its file system answers");
    }
}
