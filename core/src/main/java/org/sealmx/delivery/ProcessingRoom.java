package org.sealmx.delivery;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits how many messages are sealed and stored at once, over all connections, and how much heap that takes beside the
 * messages themselves. A message that finds no room waits its turn. Messages that have entered never need more room, so
 * they always finish, and there is no deadlock.
 */
@ThreadSafe
public final class ProcessingRoom {

    private static final int UNIT = 1024;

    private final int capacity;
    private final Semaphore messages;
    private final Semaphore heap;
    private final Duration patience;

    /**
     * @param messages at once, at least 1
     * @param octets of heap in all, at least 1
     * @param patience how long a message waits for room
     * @throws IllegalArgumentException when {@code messages} or {@code octets} is less than 1
     */
    public ProcessingRoom(int messages, long octets, Duration patience) {
        if (messages < 1 || octets < 1) {
            throw new IllegalArgumentException("messages and octets must be at least 1");
        }
        this.capacity = units(octets);
        this.messages = new Semaphore(messages, true);
        this.heap = new Semaphore(capacity, true);
        this.patience = patience;
    }

    /** Room that a message occupies until it is closed; to be closed exactly once. */
    @FunctionalInterface
    public interface Place extends AutoCloseable {

        /** Releases the room. */
        @Override
        void close();
    }

    /**
     * Waits until there is room.
     *
     * @param octets of heap that processing takes; a message that takes more than the whole room gets all of it for
     *     itself
     * @return the place; empty when there was none in time, or when the thread was interrupted
     */
    public Optional<Place> enter(long octets) {
        return enter(octets, System.nanoTime() + patience.toNanos());
    }

    /**
     * Takes more room for a message that has entered, so that its recipients are served at the same time. Messages that
     * wait to enter come first.
     *
     * @param octets of heap that processing takes for one recipient
     * @return the place; empty when there is no room now
     */
    public Optional<Place> enterAgain(long octets) {
        return isWanted()
                ? Optional.empty()
                : enter(octets, System.nanoTime());
    }

    /** Whether a message waits to enter. */
    boolean isWanted() {
        return messages.hasQueuedThreads() || heap.hasQueuedThreads();
    }

    private Optional<Place> enter(long octets, long deadline) {
        int units = Math.min(units(octets), capacity);
        if (!acquired(messages, 1, deadline)) {
            return Optional.empty();
        }
        if (!acquired(heap, units, deadline)) {
            messages.release();
            return Optional.empty();
        }
        return Optional.of(() -> {
            heap.release(units);
            messages.release();
        });
    }

    private static boolean acquired(Semaphore permits, int count, long deadline) {
        try {
            return permits.tryAcquire(count, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int units(long octets) {
        return (int) Math.min(Integer.MAX_VALUE, (octets + UNIT - 1) / UNIT);
    }
}
