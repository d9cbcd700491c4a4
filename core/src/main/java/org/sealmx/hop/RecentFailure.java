package org.sealmx.hop;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** That the next server has let us wait in vain a moment ago, so that not everybody waits for it anew. */
@ThreadSafe
final class RecentFailure {

    /** Shorter than Postfix caches the answer to a probe. */
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(5).toNanos();
    /** The kinds of failure that take time; each other one is found out anew. */
    private static final Set<String> SLOW = Set.of("TIMEOUT", "BUSY");

    @SuppressWarnings("ThreadSafe") // clocks are
    private final LongSupplier nanoTime;

    @SuppressWarnings("ThreadSafe") // failures are immutable
    private final AtomicReference<@Nullable Failure> last = new AtomicReference<>();

    private record Failure(HopResult result, long at) {}

    RecentFailure(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * The failure, while it is to be believed. After that one caller gets nothing, and tries again; until its result is
     * noted, or as much time has gone by once more, the failure is that of all others.
     */
    Optional<HopResult> get() {
        Failure failure = last.get();
        if (failure == null) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        boolean isFirst = now - failure.at() >= REMEMBERED_NANOS
                && last.compareAndSet(failure, new Failure(failure.result(), now));
        return isFirst ? Optional.empty() : Optional.of(failure.result());
    }

    /** Notes a failure that has taken time, or that the server answers again. */
    void note(HopResult result) {
        boolean slow = result instanceof HopResult.Failed failed && SLOW.contains(failed.kind());
        last.set(slow ? new Failure(result, nanoTime.getAsLong()) : null);
    }

    /** The server answers. */
    void forget() {
        last.set(null);
    }
}
