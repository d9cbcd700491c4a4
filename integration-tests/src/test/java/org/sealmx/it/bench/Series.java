package org.sealmx.it.bench;

import java.util.List;

/** One line of a table: a value for each column. */
record Series(String name, List<Double> values) {

    Series {
        values = List.copyOf(values);
    }
}
