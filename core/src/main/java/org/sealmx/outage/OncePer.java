package org.sealmx.outage;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Decides whether a subject is due for another line in the log: once for each subject, and again each time an interval
 * has passed, by a monotonic clock. For conditions that begin and end, use {@link OutageLog}. Remembers the
 * {@value #MAX_SUBJECTS} subjects that were used most recently.
 */
@ThreadSafe
public final class OncePer {

    static final int MAX_SUBJECTS = 10_000;

    /** About 292 years, so a subject that has been logged is not logged again. */
    private static final Duration EVER = Duration.ofNanos(Long.MAX_VALUE);

    private final long intervalNanos;
    private final LongSupplier nanoTime;

    @GuardedBy("this")
    private final Map<String, Long> lastTimes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_SUBJECTS;
        }
    };

    private OncePer(Duration interval, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * Each subject is due once per interval.
     *
     * @param nanoTime usually {@link System#nanoTime()}
     */
    public static OncePer interval(Duration interval, LongSupplier nanoTime) {
        return new OncePer(interval, nanoTime);
    }

    /** Each subject is due once, as long as it is remembered. */
    public static OncePer ever() {
        return new OncePer(EVER, () -> 0);
    }

    /** Whether to log the subject now. If so, the subject counts as logged from now on. */
    public synchronized boolean isDue(String subject) {
        long now = nanoTime.getAsLong();
        Optional<Long> last = Optional.ofNullable(lastTimes.get(subject));
        if (last.isPresent() && now - last.get() < intervalNanos) {
            return false;
        }
        lastTimes.put(subject, now);
        return true;
    }
}
