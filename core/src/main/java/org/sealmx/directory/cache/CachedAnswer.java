package org.sealmx.directory.cache;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.directory.Resolution;

/**
 * The answer about one address, as the cache keeps it. Nothing changes but the count of changes up to which the answer
 * is known to hold; the count only grows, and each thread can recompute it.
 */
@ThreadSafe
final class CachedAnswer {

    private final Resolution resolution;

    @SuppressWarnings("ThreadSafe") // never changed
    private final int[] slots;

    private final long loadedAt;

    private final boolean provisional;

    @SuppressWarnings("ThreadSafe")
    private volatile long holdsAt;

    /**
     * @param resolution the answer
     * @param slots of everything that the answer depends on
     * @param loadedAt when the directory was asked, in milliseconds
     * @param holdsAt the count of changes when the directory was asked
     * @param provisional whether a copy of the directory may have given it that lacks a change
     */
    CachedAnswer(Resolution resolution, int[] slots, long loadedAt, long holdsAt, boolean provisional) {
        this.resolution = resolution;
        this.slots = slots;
        this.loadedAt = loadedAt;
        this.holdsAt = holdsAt;
        this.provisional = provisional;
    }

    Resolution resolution() {
        return resolution;
    }

    /** Whether the answer is that the address does not exist. */
    boolean isUnknown() {
        return resolution instanceof Resolution.Unknown;
    }

    /** When the directory was asked, in milliseconds. */
    long loadedAt() {
        return loadedAt;
    }

    /** Whether the directory is to be asked again soon, although no further change was reported. */
    boolean isProvisional() {
        return provisional;
    }

    /** How many slots the answer depends on. */
    int dependencies() {
        return slots.length;
    }

    /** Whether nothing that the answer depends on has changed since the directory was asked. */
    boolean holds(ChangeStamps stamps) {
        long now = stamps.now();
        long known = holdsAt;
        if (known == now) {
            return true;
        }
        if (!stamps.unchanged(slots, known)) {
            return false;
        }
        // If two threads write in the wrong order, a later call compares once more.
        holdsAt = now;
        return true;
    }
}
