package org.sealmx.it.clients;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each program showed of each message, as a table in Markdown. For use by one thread. */
final class Table {

    private final List<String> programs = new ArrayList<>();
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    /** Adds a column. */
    void add(String program, Map<TestMessage, Shown> shown) {
        programs.add(program);
        shown.forEach((message, what) ->
                rows.computeIfAbsent(message.name(), name -> new ArrayList<>()).add(message.verdict(what)));
    }

    /** The lines below the head, without line ends. */
    List<String> rows() {
        List<String> lines = new ArrayList<>();
        rows.forEach((name, cells) -> lines.add("| " + name + " | " + String.join(" | ", cells) + " |"));
        return lines;
    }

    @Override
    public String toString() {
        return "| message | " + String.join(" | ", programs) + " |\n" + "|---".repeat(programs.size() + 1) + "|\n"
                + String.join("\n", rows());
    }
}
