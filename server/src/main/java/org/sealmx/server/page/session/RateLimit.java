package org.sealmx.server.page.session;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often something may be tried: by all together, and under one name. A name that nobody has is counted like any
 * other. Answers at once and waits for nothing.
 *
 * <p>Memory is bounded by the rate of all together: a name is forgotten as soon as its attempts no longer count.
 */
@ThreadSafe
public final class RateLimit {

    @SuppressWarnings("ThreadSafe") // a clock is
    private final Clock clock;

    private final int perName;
    private final Duration perNameInterval;

    @GuardedBy("this")
    private final Bucket all;

    /** The name that was tried least recently is the first. */
    @GuardedBy("this")
    private final Map<String, Bucket> names = new LinkedHashMap<>(16, 0.75f, true);

    private RateLimit(int perName, Duration perNameInterval, int all, Duration allInterval, Clock clock) {
        this.clock = clock;
        this.perName = perName;
        this.perNameInterval = perNameInterval;
        this.all = new Bucket(all, allInterval, clock.instant());
    }

    /** Logins: five with one name, then one a minute; fifty of all together, then ten a second. */
    public static RateLimit ofLogins(Clock clock) {
        return new RateLimit(5, Duration.ofMinutes(1), 50, Duration.ofMillis(100), clock);
    }

    /** Certificates: ten by one account, then one a minute; fifty of all together, then one a second. */
    public static RateLimit ofUploads(Clock clock) {
        return new RateLimit(10, Duration.ofMinutes(1), 50, Duration.ofSeconds(1), clock);
    }

    /** Test messages: three by one account, then one every five minutes; thirty of all together, then one a second. */
    public static RateLimit ofMessages(Clock clock) {
        return new RateLimit(3, Duration.ofMinutes(5), 30, Duration.ofSeconds(1), clock);
    }

    /**
     * Counts an attempt if there may be one.
     *
     * @param name in the form in which names are compared
     * @return how long to wait, if there may not; such an attempt is not counted
     */
    public synchronized Optional<Duration> attempt(String name) {
        Instant now = clock.instant();
        removeFull(now);
        Bucket bucket = names.get(name);
        if (bucket == null) {
            bucket = new Bucket(perName, perNameInterval, now);
        }
        Duration own = bucket.wait(now);
        Duration common = all.wait(now);
        Duration wait = own.compareTo(common) > 0 ? own : common;
        if (!wait.isZero()) {
            return Optional.of(wait);
        }
        all.take(now);
        bucket.take(now);
        names.put(name, bucket);
        return Optional.empty();
    }

    /** Forgets the attempts under a name, since one of them has shown who it is. */
    public synchronized void forget(String name) {
        names.remove(name);
    }

    /** How many names are remembered. */
    synchronized int names() {
        return names.size();
    }

    @GuardedBy("this")
    private void removeFull(Instant now) {
        // those tried least recently come first; one that was tried often is full later, and is found then
        while (!names.isEmpty()) {
            Map.Entry<String, Bucket> first = names.entrySet().iterator().next();
            if (!first.getValue().isFull(now)) {
                return;
            }
            names.remove(first.getKey());
        }
    }
}
