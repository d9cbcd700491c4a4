package org.sealmx.outage;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Logs an outage in few lines, however much fails meanwhile: an ERROR when it begins, an ERROR each minute with a
 * count, and a line at INFO when it is over. A new kind of failure is an ERROR at once. One thing that always fails
 * among others that do not looks like many short outages, so at most one outage is logged each minute. Success takes no
 * lock while nothing fails.
 */
@ThreadSafe
public final class OutageLog {

    /** The time between two lines while an outage lasts. */
    public static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final int MAX_KINDS = 10;

    private final Logger logger;
    private final String broken;
    private final String mended;
    private final LongSupplier millis;

    @GuardedBy("this")
    private final Set<String> kinds = new HashSet<>();

    @SuppressWarnings("ThreadSafe")
    private volatile boolean failing;

    @GuardedBy("this")
    private Optional<String> problem = Optional.empty();

    @GuardedBy("this")
    private long since;

    @GuardedBy("this")
    private long lastLine;

    @GuardedBy("this")
    private boolean everTold;

    @GuardedBy("this")
    private boolean told;

    @GuardedBy("this")
    private long failures;

    /**
     * @param logger the logger of the lines
     * @param broken logged while the outage lasts, for example "Mail is not stored"
     * @param mended logged when the outage is over, for example "Mail is stored again"
     * @param millis the clock, such as {@link System#currentTimeMillis()} or {@link java.time.Clock#millis()}
     */
    public OutageLog(Logger logger, String broken, String mended, LongSupplier millis) {
        this.logger = logger;
        this.broken = broken;
        this.mended = mended;
        this.millis = millis;
    }

    /**
     * Records a failure.
     *
     * @param kind the kind of failure, one of a few fixed words: the first failure of each kind is logged at once
     * @param detail one line for the log, without addresses
     */
    public synchronized void failed(String kind, String detail) {
        long now = millis.getAsLong();
        if (!failing) {
            since = now;
            failing = true;
        }
        failures++;
        problem = Optional.of(broken + ": " + detail);
        // A clock that was set back must not silence this for longer.
        boolean due = !everTold || Math.abs(now - lastLine) >= INTERVAL.toMillis();
        boolean another = told && kinds.size() < MAX_KINDS && !kinds.contains(kind);
        if (due || another) {
            if (told && failures > 1) {
                logger.error("{}: {} ({} failures in {} s)", broken, detail, failures, seconds(now));
            } else {
                logger.error("{}: {}", broken, detail);
            }
            kinds.add(kind);
            lastLine = now;
            everTold = true;
            told = true;
        }
    }

    /** Records a success. */
    public void succeeded() {
        if (failing) {
            end();
        }
    }

    private synchronized void end() {
        if (told) {
            logger.info("{} ({} failures in {} s)", mended, failures, seconds(millis.getAsLong()));
        }
        failing = false;
        told = false;
        failures = 0;
        kinds.clear();
        problem = Optional.empty();
    }

    @GuardedBy("this")
    private long seconds(long now) {
        return Math.abs(now - since) / 1000;
    }

    /** What fails at present, in one line; empty when nothing does. */
    public synchronized Optional<String> problem() {
        return problem;
    }
}
