package org.sealmx.it.bench.scaling;

import java.time.Duration;

/**
 * The state of a network.
 *
 * @param delay what it takes each way
 * @param loss the share of requests that get no answer, 0 to 1
 */
record Weather(Duration delay, double loss) {

    /** Nothing is late, and nothing is lost. */
    static final Weather CALM = of(0, 0);

    /** No request gets an answer. */
    static final Weather CUT = of(0, 100);

    static Weather of(int milliseconds, double percent) {
        return new Weather(Duration.ofMillis(milliseconds), percent / 100);
    }

    @Override
    public String toString() {
        return delay.toMillis() + " ms, " + Math.round(loss * 100) + " %";
    }
}
