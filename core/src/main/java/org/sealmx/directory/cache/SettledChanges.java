package org.sealmx.directory.cache;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;

/**
 * Which changes are so old that every copy of the directory has them. The feed of a cluster reports a change that one
 * copy has; a look-up right behind it can be answered by another that has not. What depends on a change of the last ten
 * minutes, or of longer when nothing was asked meanwhile, is therefore asked for again after a while. Times are
 * milliseconds of the injected clock.
 */
@ThreadSafe
final class SettledChanges {

    private static final long WINDOW = Duration.ofMinutes(10).toMillis();

    private final ChangeStamps stamps;

    @GuardedBy("this")
    private long settled;

    @GuardedBy("this")
    private long mark;

    @GuardedBy("this")
    private long markedAt;

    SettledChanges(ChangeStamps stamps, long now) {
        this.stamps = stamps;
        this.markedAt = now;
    }

    /** Whether one of the slots has changed lately. */
    boolean isRecent(int[] slots, long now) {
        return stamps.isOneChanged(slots, settled(now));
    }

    private synchronized long settled(long now) {
        if (Math.abs(now - markedAt) >= WINDOW) {
            settled = mark;
            mark = stamps.now();
            markedAt = now;
        }
        return settled;
    }
}
