package org.sealmx.it.bench.scaling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures that the model of capacity begins with, by their names in {@code docs/scaling.md}.
 *
 * @param values by name
 */
record CapacityInputs(Map<String, Double> values) {

    /** The heading of the table in the document. */
    static final String HEADING = "| input | value |";

    CapacityInputs {
        values = Map.copyOf(values);
    }

    /** Reads the table with that heading: names are in code font, values in the second column. */
    static CapacityInputs of(String document) {
        List<String> rows = document.lines()
                .dropWhile(line -> !line.startsWith(HEADING))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        Map<String, Double> values = new HashMap<>();
        for (String row : rows) {
            String[] cells = row.split("\\|", -1);
            String name = cells[1].strip().replace("`", "");
            String value = cells[2].strip().replace(",", "");
            if (values.put(name, Double.valueOf(value)) != null) {
                throw new IllegalArgumentException("the input " + name + " is there twice");
            }
        }
        return new CapacityInputs(values);
    }

    /** One of them. */
    double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no input " + name + " in the table " + HEADING);
        }
        return value;
    }
}
