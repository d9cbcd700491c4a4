package org.sealmx.policy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Says whether something is worth a line in the log again: once in an interval for each subject, by a clock that nobody can set back.
 * Remembers a bounded number of subjects. Safe for use by several threads.
 */
final class RareLog {

    static final int MAX_SUBJECTS = 10_000;

    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private final Map<String, Long> lastTimes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_SUBJECTS;
        }
    };

    /**
     * @param interval in which a subject is logged once
     * @param nanoTime usually {@link System#nanoTime()}
     */
    RareLog(Duration interval, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether the subject was not logged within the interval; from now on it was. */
    synchronized boolean isDue(String subject) {
        long now = nanoTime.getAsLong();
        Optional<Long> last = Optional.ofNullable(lastTimes.get(subject));
        if (last.isPresent() && now - last.get() < intervalNanos) {
            return false;
        }
        lastTimes.remove(subject);
        lastTimes.put(subject, now);
        return true;
    }
}
