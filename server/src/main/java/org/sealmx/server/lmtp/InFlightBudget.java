package org.sealmx.server.lmtp;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of received messages may be on the heap at once, over all connections. Safe for use by several
 * threads.
 */
public final class InFlightBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** @param limit in bytes, at least 1 */
    public InFlightBudget(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the bytes in flight are at least 1");
        }
        this.limit = limit;
    }

    /** Whether that many more bytes would fit at this moment. Reserves nothing. */
    boolean hasRoomFor(long bytes) {
        return bytes <= limit - used.get();
    }

    /** Reserves bytes, to be given back with {@link #release}; false when they do not fit. */
    boolean reserve(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }
}
