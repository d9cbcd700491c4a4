package org.sealmx.it.bench;

import java.util.List;

/** Of measured values, the one below which a share of them is. */
public final class Percentile {

    private Percentile() {}

    /**
     * The value below which that many of a hundred are; not a number when there are no values.
     *
     * @param ascending the values in ascending order
     */
    public static double of(List<Double> ascending, int percent) {
        return ascending.isEmpty()
                ? Double.NaN
                : ascending.get(Math.min(ascending.size() - 1, ascending.size() * percent / 100));
    }
}
