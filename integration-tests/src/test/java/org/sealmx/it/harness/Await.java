package org.sealmx.it.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, but never longer than a limit. */
public final class Await {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private Await() {}

    /**
     * Waits until the condition holds.
     *
     * @throws AssertionError when it does not hold within the limit; names the condition
     */
    public static void until(String what, Duration limit, Callable<Boolean> condition) throws Exception {
        value(what, limit, () -> condition.call() ? Optional.of(true) : Optional.empty());
    }

    /**
     * Waits until there is a value.
     *
     * @throws AssertionError when there is none within the limit; names the value
     */
    public static <T> T value(String what, Duration limit, Callable<Optional<T>> probe) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> value = probe.call();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited " + limit + " in vain for " + what);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
