package org.sealmx.directory.cache;

import org.sealmx.directory.identity.DirectoryChanges;

/**
 * For how long answers are used, by their age and by what the feed of changes says of itself. Times are milliseconds of
 * the injected clock; when it is set back, what lies in the future is as old as it is far away. Safe for use by several
 * threads.
 */
final class Freshness {

    /** Long before anything, and far from overflow. */
    private static final long NEVER = Long.MIN_VALUE / 4;

    private final long timeToLive;
    private final long unknownTimeToLive;
    private final long maxAge;
    private final long staleIfUnavailable;
    private final ChangeStamps stamps;
    private volatile Feed feed = new Feed(false, NEVER, false);

    Freshness(CacheSettings settings, ChangeStamps stamps) {
        this.timeToLive = settings.timeToLive().toMillis();
        this.unknownTimeToLive = settings.unknownTimeToLive().toMillis();
        this.maxAge = settings.maxAge().toMillis();
        this.staleIfUnavailable = settings.staleIfUnavailable().toMillis();
        this.stamps = stamps;
    }

    /**
     * What the feed says of itself.
     *
     * @param connected whether every change arrives
     * @param confirmedUntil when it last was so, while it is not
     * @param catchesUp whether the feed tells of every change since it was connected before, when it connects again
     */
    private record Feed(boolean connected, long confirmedUntil, boolean catchesUp) {

        /** How long ago an answer was last known to be right. */
        long sinceRight(long age, long now) {
            return connected ? 0 : Math.min(age, Math.abs(now - confirmedUntil));
        }
    }

    /**
     * See {@link DirectoryChanges.Listener#connected()}. A feed that only begins does not cover what was asked for
     * before.
     */
    synchronized void connected() {
        if (!feed.catchesUp) {
            stamps.changeAll();
        }
        feed = new Feed(true, NEVER, true);
    }

    /** See {@link DirectoryChanges.Listener#disconnected()}. */
    synchronized void disconnected(long now) {
        if (feed.connected) {
            feed = new Feed(false, now, feed.catchesUp);
        }
    }

    /** See {@link DirectoryChanges.Listener#reset()}: nothing that was asked for before is used again. */
    synchronized void reset() {
        feed = new Feed(feed.connected, NEVER, feed.connected);
        stamps.changeAll();
    }

    /** Whether an answer is used without asking, provided that nothing it depends on has changed. */
    boolean isFresh(CachedAnswer answer, long now) {
        // The feed comes first: what it caught up with before it was connected is seen in the stamps then.
        Feed current = feed;
        long age = age(answer, now);
        boolean inTime = answer.isUnknown()
                ? age < unknownTimeToLive && (current.connected || age < timeToLive)
                : age < maxAge && current.sinceRight(age, now) < timeToLive;
        return inTime && answer.holds(stamps);
    }

    /**
     * Whether an answer is used because the directory does not answer: known addresses only, and never what has
     * changed.
     */
    boolean isUsableInOutage(CachedAnswer answer, long now) {
        Feed current = feed;
        long age = age(answer, now);
        long overdue = Math.max(current.sinceRight(age, now), age - maxAge);
        return !answer.isUnknown() && overdue < staleIfUnavailable && answer.holds(stamps);
    }

    private static long age(CachedAnswer answer, long now) {
        return Math.abs(now - answer.loadedAt());
    }
}
