package org.sealmx.outage;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Says whether something is worth a line in the log again: once for each subject, and once more when an interval has
 * passed, by a clock that nobody can set back. What begins and ends is for {@link OutageLog}. Remembers the
 * {@value #MAX_SUBJECTS} subjects that were asked for last. Safe for use by several threads.
 */
public final class OncePer {

    static final int MAX_SUBJECTS = 10_000;

    /** About 292 years: what is said once is not said again. */
    private static final Duration EVER = Duration.ofNanos(Long.MAX_VALUE);

    private final long intervalNanos;
    private final LongSupplier nanoTime;
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
     * Each subject once in an interval.
     *
     * @param nanoTime usually {@link System#nanoTime()}
     */
    public static OncePer interval(Duration interval, LongSupplier nanoTime) {
        return new OncePer(interval, nanoTime);
    }

    /** Each subject once, as long as it is remembered. */
    public static OncePer ever() {
        return new OncePer(EVER, () -> 0);
    }

    /** Whether it is time to name the subject; from now on that was done. */
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
