package org.sealmx.it.bench.lmtp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.sealmx.it.bench.Series;
import org.sealmx.it.bench.SvgPlot;

/** The results as tables and as a plot. */
final class Tables {

    /** The row that the others are compared with. */
    static final String OURS = "SealMX, kept nowhere";

    /** So many kinds are in the plot: those that differ in size only. */
    private static final int PLOTTED = 4;

    private final List<Kind> kinds;
    private final Map<String, Map<Kind, Sample>> samples;

    Tables(List<Kind> kinds, Map<String, Map<Kind, Sample>> samples) {
        this.kinds = List.copyOf(kinds);
        this.samples = samples;
    }

    String markdown() {
        return table("processor seconds for 1,000 messages", Tables::cpu)
                + table("messages a second", sample -> number(sample.rate()))
                + table(
                        "milliseconds to the last reply: median / 99 of 100",
                        sample -> number(sample.median()) + " / " + number(sample.slowest()));
    }

    private static String cpu(Sample sample) {
        return number(sample.cpuSeconds())
                + (sample.storeCpuSeconds() > 0 ? " + " + number(sample.storeCpuSeconds()) + " of the store" : "");
    }

    private String table(String title, Function<Sample, String> cell) {
        StringBuilder text = new StringBuilder("\n| " + title);
        kinds.forEach(kind -> text.append(" | ").append(kind.title()));
        text.append(" |\n|---|").append("---|".repeat(kinds.size())).append('\n');
        samples.forEach((name, row) -> {
            text.append("| ").append(name);
            kinds.forEach(kind -> text.append(" | ").append(cell.apply(Objects.requireNonNull(row.get(kind)))));
            text.append(" |\n");
        });
        return text.toString();
    }

    String plot() {
        List<Kind> plotted = kinds.subList(0, PLOTTED);
        SvgPlot plot = new SvgPlot(plotted.stream().map(Kind::title).toList(), "processor seconds for 1,000 messages");
        plot.panel(
                "one recipient",
                samples.entrySet().stream()
                        .map(row -> new Series(
                                row.getKey(),
                                plotted.stream()
                                        .map(kind -> {
                                            Sample sample = Objects.requireNonNull(
                                                    row.getValue().get(kind));
                                            return Math.max(0.01, sample.cpuSeconds() + sample.storeCpuSeconds());
                                        })
                                        .toList()))
                        .toList());
        return plot.text();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
