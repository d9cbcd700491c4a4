package org.sealmx.hop;

import com.google.errorprone.annotations.ThreadSafe;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** When something has to be over, whatever the limits of its parts are. Immutable. */
@ThreadSafe
final class Deadline {

    @SuppressWarnings("ThreadSafe") // clocks are
    private final LongSupplier nanoTime;

    private final long end;

    /**
     * @param nanoTime the clock, as {@link System#nanoTime}
     * @param longest from now
     */
    Deadline(LongSupplier nanoTime, Duration longest) {
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + longest.toNanos();
    }

    /**
     * How long a part may take.
     *
     * @param limit its own limit
     * @return the limit, or what is left if that is less; positive
     * @throws SocketTimeoutException when nothing is left
     */
    Duration within(Duration limit) throws SocketTimeoutException {
        Duration left = Duration.ofNanos(end - nanoTime.getAsLong());
        if (left.isNegative() || left.isZero()) {
            throw new SocketTimeoutException("the message takes too long");
        }
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
