package org.sealmx.it.openpgp;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table of how many messages each program has opened. For use by one thread. */
final class OpenedTable {

    private final Map<Recipient, Map<Program, Integer>> counts = new LinkedHashMap<>();

    void add(Recipient recipient, Program program, int messages) {
        counts.computeIfAbsent(recipient, r -> new EnumMap<>(Program.class)).merge(program, messages, Integer::sum);
    }

    @Override
    public String toString() {
        int all = counts.values().stream()
                .flatMap(row -> row.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
        String head = "%-22s".formatted("messages opened: " + all);
        return head + cells(Program::toString) + "\n"
                + counts.entrySet().stream()
                        .map(row -> "%-22s".formatted(row.getKey())
                                + cells(program -> String.valueOf(row.getValue().getOrDefault(program, 0))))
                        .collect(Collectors.joining("\n"));
    }

    private static String cells(Function<Program, String> cell) {
        return Arrays.stream(Program.values())
                .map(program -> "%11s".formatted(cell.apply(program)))
                .collect(Collectors.joining());
    }
}
