package org.sealmx.it.bench;

import java.util.List;

/** One line of a table: a value for each column. */
public record Series(String name, List<Double> values) {

    /** Keeps a copy. */
    public Series {
        values = List.copyOf(values);
    }
}
