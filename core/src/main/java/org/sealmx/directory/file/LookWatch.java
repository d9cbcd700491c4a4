package org.sealmx.directory.file;

import com.google.errorprone.annotations.ThreadSafe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Detects that the file is no longer being checked because its file system hangs; otherwise changes would silently not
 * come into force.
 */
@ThreadSafe
final class LookWatch {

    static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path file;
    private final long limitNanos;
    private final LongSupplier nanoTime;
    private final Logger logger;
    private final AtomicBoolean warned = new AtomicBoolean();

    @SuppressWarnings("ThreadSafe")
    private volatile long lastLook;

    /**
     * @param interval between two checks when all is well
     * @param nanoTime a clock that nobody can set, as {@link System#nanoTime()}
     */
    LookWatch(Path file, Duration interval, LongSupplier nanoTime, Logger logger) {
        this.file = file;
        this.limitNanos = LIMIT.plus(interval).toNanos();
        this.nanoTime = nanoTime;
        this.logger = logger;
        this.lastLook = nanoTime.getAsLong();
    }

    /** Records that a check is done. */
    void looked() {
        lastLook = nanoTime.getAsLong();
        if (warned.compareAndSet(true, false)) {
            logger.info("Directory file {} is being checked again", file);
        }
    }

    /** Warns once each time the checks stop. */
    void check() {
        Optional<String> problem = problem();
        if (problem.isPresent() && warned.compareAndSet(false, true)) {
            logger.warn("{}", problem.get());
        }
    }

    /** What is wrong now, in one line; empty when the last check is recent. */
    Optional<String> problem() {
        long age = nanoTime.getAsLong() - lastLook;
        return age <= limitNanos
                ? Optional.empty()
                : Optional.of("directory file " + file + " was last checked "
                        + Duration.ofNanos(age).toMinutes()
                        + " min ago, so changes to it are not in force; check whether its file system responds");
    }
}
