package org.sealmx.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says whether something is worth a line in the log again: once an hour for each subject. Remembers a bounded number of subjects. Safe
 * for use by several threads.
 */
final class RareLog {

    static final Duration INTERVAL = Duration.ofHours(1);
    static final int MAX_SUBJECTS = 10_000;

    private final Clock clock;
    private final Map<String, Instant> lastTimes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAX_SUBJECTS;
        }
    };

    RareLog(Clock clock) {
        this.clock = clock;
    }

    /** Whether the subject was not logged within the interval; from now on it was. */
    synchronized boolean isDue(String subject) {
        Instant now = clock.instant();
        Instant last = lastTimes.getOrDefault(subject, Instant.MIN);
        if (last.isAfter(now.minus(INTERVAL))) {
            return false;
        }
        lastTimes.remove(subject);
        lastTimes.put(subject, now);
        return true;
    }
}
