package org.sealmx.it.bench.scaling;

import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * A message in the queue of the sender.
 *
 * @param number its own
 * @param recipient whose it is
 * @param planned when it is to be handed over for the first time, by {@link System#nanoTime()}
 * @param due when it is tried next
 */
record Letter(long number, String recipient, long planned, long due) implements Delayed {

    Letter later(long nanos) {
        return new Letter(number, recipient, planned, System.nanoTime() + nanos);
    }

    String messageId() {
        return "<" + number + "@load.example.net>";
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(due - System.nanoTime(), ((Letter) other).due - System.nanoTime());
    }
}
