package org.sealmx.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sections of series over the same columns, as a table with ratios and as a plot. */
final class Report {

    private record Section(String title, List<Series> series) {}

    private final List<String> columns;
    private final List<Section> sections = new ArrayList<>();

    Report(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    void section(String title, List<Series> series) {
        sections.add(new Section(title, List.copyOf(series)));
    }

    void print(String ours) {
        System.out.println(markdown(ours));
    }

    /** One table for each section; after each value of another series, the ratio of our value to it. */
    String markdown(String ours) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            Series first = section.series.stream()
                    .filter(series -> series.name().equals(ours))
                    .findFirst()
                    .orElseThrow();
            text.append("\n| ")
                    .append(section.title)
                    .append(" | ")
                    .append(String.join(" | ", columns))
                    .append(" |\n|---|");
            text.append("---|".repeat(columns.size())).append('\n');
            for (Series series : section.series) {
                text.append("| ").append(series.name()).append(" |");
                for (int i = 0; i < columns.size(); i++) {
                    double value = series.values().get(i);
                    text.append(' ').append(number(value));
                    if (!series.equals(first)) {
                        text.append(" (")
                                .append(number(first.values().get(i) / value))
                                .append("×)");
                    }
                    text.append(" |");
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** All sections side by side, each with a line for each series over the columns, on a logarithmic scale. */
    String plot() {
        SvgPlot plot = new SvgPlot(columns, "messages a second of processor time");
        sections.forEach(section -> plot.panel(section.title, section.series));
        return plot.text();
    }
}
