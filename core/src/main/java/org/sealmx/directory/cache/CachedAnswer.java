package org.sealmx.directory.cache;

import org.sealmx.directory.Resolution;

/**
 * The answer about one address as it is kept. Immutable but for the count of changes up to which it is known to hold,
 * which only grows and which every thread may find out for itself.
 */
final class CachedAnswer {

    private final Resolution resolution;
    private final int[] slots;
    private final long loadedAt;
    private volatile long holdsAt;

    /**
     * @param resolution what was answered
     * @param slots of all that the answer depends on
     * @param loadedAt when it was asked for, in milliseconds
     * @param holdsAt the count of changes when it was asked for
     */
    CachedAnswer(Resolution resolution, int[] slots, long loadedAt, long holdsAt) {
        this.resolution = resolution;
        this.slots = slots;
        this.loadedAt = loadedAt;
        this.holdsAt = holdsAt;
    }

    Resolution resolution() {
        return resolution;
    }

    /** Whether this says that there is no such address. */
    boolean isUnknown() {
        return resolution instanceof Resolution.Unknown;
    }

    /** When it was asked for, in milliseconds. */
    long loadedAt() {
        return loadedAt;
    }

    /** How many things it depends on. */
    int dependencies() {
        return slots.length;
    }

    /** Whether nothing that it depends on has changed since it was asked for. */
    boolean holds(ChangeStamps stamps) {
        long now = stamps.now();
        long known = holdsAt;
        if (known == now) {
            return true;
        }
        if (!stamps.unchanged(slots, known)) {
            return false;
        }
        // Two threads may write in the wrong order: then there is one more comparison, later.
        holdsAt = now;
        return true;
    }
}
