package org.sealmx.directory.cache;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.directory.identity.DirectoryChanges;

/**
 * Decides how long answers are used, by their age and by the state of the feed of changes. Times are milliseconds of
 * the injected clock; after the clock is set back, a time in the future counts as equally far in the past.
 */
@ThreadSafe
final class Freshness {

    /** Earlier than any time, and far from overflow. */
    private static final long NEVER = Long.MIN_VALUE / 4;

    private final long timeToLive;
    private final long unknownTimeToLive;
    private final long maxAge;
    private final long staleIfUnavailable;
    private final ChangeStamps stamps;

    @SuppressWarnings("ThreadSafe")
    private volatile Feed feed = new Feed(false, NEVER, false);

    @SuppressWarnings("ThreadSafe")
    private volatile long heardAt = NEVER;

    Freshness(CacheSettings settings, ChangeStamps stamps) {
        this.timeToLive = settings.timeToLive().toMillis();
        this.unknownTimeToLive = settings.unknownTimeToLive().toMillis();
        this.maxAge = settings.maxAge().toMillis();
        this.staleIfUnavailable = settings.staleIfUnavailable().toMillis();
        this.stamps = stamps;
    }

    /**
     * The state of the feed.
     *
     * @param connected whether every change arrives
     * @param confirmedUntil while it is not connected: when it last was
     * @param catchesUp whether the feed, when it connects again, reports every change since it was last connected
     */
    private record Feed(boolean connected, long confirmedUntil, boolean catchesUp) {

        /** How long ago an answer was last known to be right. */
        long sinceRight(long age, long now) {
            return connected ? 0 : Math.min(age, Math.abs(now - confirmedUntil));
        }
    }

    /**
     * See {@link DirectoryChanges.Listener#connected()}. A feed that connects for the first time does not cover answers
     * that are older.
     */
    synchronized void connected(long now) {
        heardAt = now;
        if (!feed.catchesUp) {
            stamps.changeAll();
        }
        feed = new Feed(true, NEVER, true);
    }

    /** See {@link DirectoryChanges.Listener#heard()}. */
    void heard(long now) {
        heardAt = now;
    }

    /** See {@link DirectoryChanges.Listener#disconnected()}. */
    synchronized void disconnected(long now) {
        if (feed.connected) {
            feed = new Feed(false, now, feed.catchesUp);
        }
    }

    /** See {@link DirectoryChanges.Listener#reset()}: no earlier answer is used again. */
    synchronized void reset() {
        feed = new Feed(feed.connected, NEVER, feed.connected);
        stamps.changeAll();
    }

    /**
     * Whether an answer may be used without asking the directory: it is young enough, and nothing it depends on has
     * changed.
     */
    boolean isFresh(CachedAnswer answer, long now) {
        // Read the feed first: then the stamps show everything that it caught up with before it was connected.
        Feed current = feed;
        long age = age(answer, now);
        boolean inTime = answer.isUnknown()
                ? age < unknownTimeToLive && (current.connected || age < timeToLive)
                : age < maxAge && (answer.isProvisional() ? age : current.sinceRight(age, now)) < timeToLive;
        return inTime && answer.holds(stamps);
    }

    /**
     * Whether an answer may be used because the directory does not answer: only for known addresses, and never when
     * something it depends on has changed.
     */
    boolean isUsableInOutage(CachedAnswer answer, long now) {
        Feed current = feed;
        long age = age(answer, now);
        long overdue = Math.max(current.sinceRight(age, now), age - maxAge);
        return !answer.isUnknown() && overdue < staleIfUnavailable && answer.holds(stamps);
    }

    /**
     * For how long changes may have been missed, in milliseconds: since the feed was last heard, connected or not.
     *
     * @param begin when the feed was started, which counts until it is first heard
     */
    long lag(long begin, long now) {
        long heard = heardAt;
        return Math.abs(now - (heard == NEVER ? begin : heard));
    }

    private static long age(CachedAnswer answer, long now) {
        return Math.abs(now - answer.loadedAt());
    }
}
