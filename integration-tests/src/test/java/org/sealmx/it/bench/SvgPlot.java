package org.sealmx.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Panels side by side that share a logarithmic scale, with a line for each series and a position for each column. */
public final class SvgPlot {

    private static final int PANEL_WIDTH = 380;
    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int HEIGHT = 320;
    private static final int GAP = 30;
    private static final int LEGEND_LINE = 20;
    private static final List<String> COLORS =
            List.of("#1b6e3c", "#7bc096", "#c06c00", "#2b5fa8", "#86a8d8", "#8a4baf", "#777777");

    private record Panel(String title, List<Series> series) {}

    private final List<String> columns;
    private final String unit;
    private final List<Panel> panels = new ArrayList<>();

    /**
     * A plot without panels.
     *
     * @param columns what is below the positions
     * @param unit of the values
     */
    public SvgPlot(List<String> columns, String unit) {
        this.columns = columns;
        this.unit = unit;
    }

    /** Adds a panel on the right. */
    public void panel(String title, List<Series> series) {
        panels.add(new Panel(title, series));
    }

    /** The picture. */
    public String text() {
        int lowest = (int) Math.floor(Math.log10(extreme(false)));
        int highest = (int) Math.ceil(Math.log10(extreme(true)));
        int width = LEFT + panels.size() * (PANEL_WIDTH + GAP);
        int height = TOP + HEIGHT + 40 + panels.get(0).series.size() * LEGEND_LINE;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n",
                width,
                height,
                width,
                height));
        for (int power = lowest; power <= highest; power++) {
            double y = y(Math.pow(10, power), lowest, highest);
            svg.append(label(
                    LEFT - 8,
                    y + 4,
                    "end",
                    String.format(Locale.ROOT, power < 0 ? "%.1f" : "%,.0f", Math.pow(10, power))));
            for (int i = 0; i < panels.size(); i++) {
                svg.append(line(x(i, -0.4), y, x(i, columns.size() - 0.6), y, "#dddddd", 1));
            }
        }
        svg.append(label(4, 16, "start", unit));
        for (int i = 0; i < panels.size(); i++) {
            draw(svg, i, lowest, highest);
        }
        legend(svg);
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, int panel, int lowest, int highest) {
        svg.append(label(x(panel, (columns.size() - 1) / 2.0), TOP - 6, "middle", panels.get(panel).title));
        for (int column = 0; column < columns.size(); column++) {
            svg.append(label(x(panel, column), TOP + HEIGHT + 18, "middle", columns.get(column)));
        }
        List<Series> all = panels.get(panel).series;
        for (int i = 0; i < all.size(); i++) {
            List<Double> values = all.get(i).values();
            for (int column = 0; column < values.size(); column++) {
                double y = y(values.get(column), lowest, highest);
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n",
                        x(panel, column),
                        y,
                        color(i)));
                if (column > 0) {
                    double before = y(values.get(column - 1), lowest, highest);
                    svg.append(line(x(panel, column - 1), before, x(panel, column), y, color(i), 2));
                }
            }
        }
    }

    private void legend(StringBuilder svg) {
        List<Series> all = panels.get(0).series;
        for (int i = 0; i < all.size(); i++) {
            double y = TOP + HEIGHT + 44 + i * LEGEND_LINE;
            svg.append(line(LEFT, y - 4, LEFT + 24, y - 4, color(i), 3));
            svg.append(label(LEFT + 32, y, "start", all.get(i).name()));
        }
    }

    private double extreme(boolean largest) {
        var values = panels.stream()
                .flatMap(panel -> panel.series.stream())
                .flatMap(series -> series.values().stream())
                .mapToDouble(Double::doubleValue);
        return (largest ? values.max() : values.min()).orElseThrow();
    }

    private double x(int panel, double column) {
        double step = (double) PANEL_WIDTH / columns.size();
        return LEFT + panel * (PANEL_WIDTH + GAP) + (column + 0.5) * step;
    }

    private static double y(double value, int lowest, int highest) {
        return TOP + HEIGHT * (highest - Math.log10(value)) / (highest - lowest);
    }

    private static String color(int series) {
        return COLORS.get(series % COLORS.size());
    }

    private static String label(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
    }

    private static String line(double x1, double y1, double x2, double y2, String color, int width) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%d\"/>%n",
                x1,
                y1,
                x2,
                y2,
                color,
                width);
    }
}
