package org.sealmx.notice;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an {@link ExpiryRound} at the start and then once a day, or a quarter of an hour after one that was not
 * complete. It has a thread of its own, which pauses after each page of the directory, so that mail does not wait for
 * it.
 */
@ThreadSafe
public final class NoticeSchedule implements AutoCloseable {

    /** Between two complete rounds. */
    static final Duration INTERVAL = Duration.ofDays(1);

    /** After a round that was not complete. */
    static final Duration RETRY = Duration.ofMinutes(15);

    /** After each page of 100 documents: a directory of 100,000 identities takes at least 100 s. */
    private static final long PAUSE_MILLIS = 100;

    /** Between two looks at the clock. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    /** Between two looks at those that end first. */
    static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    /** A notice in work may wait for a store; whoever closes the store afterwards should not cut it off. */
    private static final long LAST_WAIT_MILLIS = 5_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(NoticeSchedule.class);

    private final ExpiryRound round;
    private final Clock clock;
    private final Duration look;
    private final CountDownLatch closed = new CountDownLatch(1);

    @GuardedBy("this")
    private Instant due = Instant.MIN;

    @GuardedBy("this")
    private Instant lookedAt = Instant.MIN;

    @SuppressWarnings("ThreadSafe") // set once
    private volatile Optional<Thread> thread = Optional.empty();

    /** @param clock decides when a round is due */
    public NoticeSchedule(ExpiryRound round, Clock clock) {
        this(round, clock, LOOK);
    }

    /** @param look between two looks at the clock; a clock may be set, so that the time until a round says little */
    NoticeSchedule(ExpiryRound round, Clock clock, Duration look) {
        this.round = round;
        this.clock = clock;
        this.look = look;
    }

    /** Begins with the first round, in the background. Called once. */
    public void start() {
        Thread started = new Thread(this::work, "sealmx-notices");
        started.setDaemon(true);
        thread = Optional.of(started);
        started.start();
    }

    private void work() {
        do {
            look();
        } while (isOpenAfter(look.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Runs a round if one is due; between rounds, looks again at those that end first. */
    synchronized void look() {
        Instant now = clock.instant();
        // A clock that was set back must not put the next round off for longer.
        if (now.isBefore(due) && due.isBefore(now.plus(INTERVAL).plus(RETRY))) {
            if (Duration.between(lookedAt, now).abs().compareTo(LOOK_AGAIN) >= 0) {
                lookAgain(now);
            }
            return;
        }
        lookedAt = now;
        ExpiryRound.Result result = ExpiryRound.Result.AGAIN;
        try {
            result = round.run(() -> isOpenAfter(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (RuntimeException | Error e) {
            // the thread goes on, or nobody would be told from now on; the message could name an address
            LOGGER.error(
                    "The certificates that end soon could not be looked for: {}",
                    e.getClass().getName());
            LOGGER.debug("The certificates that end soon could not be looked for", e);
        }
        due = now.plus(result == ExpiryRound.Result.COMPLETE ? INTERVAL : RETRY);
    }

    @GuardedBy("this")
    private void lookAgain(Instant now) {
        lookedAt = now;
        try {
            round.lookAgain();
        } catch (RuntimeException e) {
            LOGGER.error(
                    "The certificates that end first could not be looked at again: {}",
                    e.getClass().getName());
            LOGGER.debug("The certificates that end first could not be looked at again", e);
        }
    }

    /** Waits; false when this was closed meanwhile. */
    private boolean isOpenAfter(long time, TimeUnit unit) {
        try {
            return !closed.await(time, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Ends after the page and the notice in work, and waits for that, five seconds at most: the journal and the store
     * are closed after this. May be called more than once.
     */
    @Override
    public void close() {
        closed.countDown();
        if (thread.isPresent() && thread.get() != Thread.currentThread()) {
            try {
                thread.get().join(LAST_WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
