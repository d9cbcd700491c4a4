package org.sealmx.server.lmtp.session;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of received messages may be on the heap at once, over all connections. */
@ThreadSafe
public final class InFlightBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** @param limit in bytes, at least 1 */
    public InFlightBudget(long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit must be at least 1 byte");
        }
        this.limit = limit;
    }

    /** Whether this many more bytes would fit now. Reserves nothing. */
    public boolean hasRoomFor(long bytes) {
        return bytes <= limit - used.get();
    }

    /** How many are reserved now. */
    public long used() {
        return used.get();
    }

    /** Reserves bytes, which the caller returns with {@link #release}; false when they do not fit. */
    public boolean reserve(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    public void release(long bytes) {
        used.addAndGet(-bytes);
    }
}
