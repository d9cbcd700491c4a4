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
 * How often somebody may try to sign in: all together, and with one name. A name that nobody has is counted like any
 * other. Answers in constant time and waits for nothing.
 *
 * <p>Memory is bounded by the rate of all together: a name is forgotten when its bucket is full again, which takes
 * {@value #PER_NAME} times {@link #PER_NAME_INTERVAL} at most.
 */
@ThreadSafe
public final class LoginLimits {

    /** Attempts with one name at once. */
    static final int PER_NAME = 5;
    /** After which there is one more. */
    static final Duration PER_NAME_INTERVAL = Duration.ofMinutes(1);
    /** Attempts of all together at once. */
    static final int ALL = 50;
    /** After which there is one more: ten a second. */
    static final Duration ALL_INTERVAL = Duration.ofMillis(100);

    @SuppressWarnings("ThreadSafe") // a clock is
    private final Clock clock;

    @GuardedBy("this")
    private final Bucket all;

    /** By the name of the login. The one that was tried least recently is the first. */
    @GuardedBy("this")
    private final Map<String, Bucket> names = new LinkedHashMap<>(16, 0.75f, true);

    /** No attempts yet. */
    public LoginLimits(Clock clock) {
        this.clock = clock;
        this.all = new Bucket(ALL, ALL_INTERVAL, clock.instant());
    }

    /**
     * Counts an attempt if there may be one.
     *
     * @param name as James compares it
     * @return how long to wait, if there may not; such an attempt is not counted
     */
    public synchronized Optional<Duration> attempt(String name) {
        Instant now = clock.instant();
        removeFull(now);
        Bucket bucket = names.get(name);
        if (bucket == null) {
            bucket = new Bucket(PER_NAME, PER_NAME_INTERVAL, now);
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

    /** Forgets the attempts with a name: its owner has signed in. */
    public synchronized void succeeded(String name) {
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
