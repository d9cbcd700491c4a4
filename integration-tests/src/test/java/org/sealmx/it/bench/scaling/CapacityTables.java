package org.sealmx.it.bench.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sealmx.it.bench.scaling.CapacityModel.Need;
import org.sealmx.it.bench.scaling.CapacityModel.Size;

/** The tables of the model of capacity, as {@code docs/scaling.md} has them. */
final class CapacityTables {

    private static final double[] MAILBOXES = {1e5, 1e6, 1e8};
    private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P"};

    private final CapacityModel model;

    private CapacityTables(CapacityModel model) {
        this.model = model;
    }

    /** Both, with an empty line between, from the inputs in the document. */
    static String of(String document) {
        CapacityTables tables = new CapacityTables(new CapacityModel(CapacityInputs.of(document)));
        return tables.ofACore() + "\n" + tables.ofMailboxes();
    }

    /** Messages a day for a processor. */
    private String ofACore() {
        StringBuilder text = new StringBuilder(
                "| messages of | CPU ms | a day and core, if all hours are alike | with the peak |\n|---|---|---|---|\n");
        for (Size size : CapacityModel.SIZES) {
            ofACore(text, size.name(), model.cpu(size));
        }
        ofACore(text, "the mix, " + octets(model.octetsOfMix()), model.cpuOfMix());
        return text.toString();
    }

    private void ofACore(StringBuilder text, String name, double cpu) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %.1f | %s | %s |\n",
                name,
                cpu * 1000,
                count(model.messagesADay(cpu)),
                count(model.messagesADayWithPeak(cpu))));
    }

    /** What so many mailboxes need. */
    private String ofMailboxes() {
        List<Need> needs = new ArrayList<>();
        StringBuilder head = new StringBuilder("| mailboxes |");
        for (double mailboxes : MAILBOXES) {
            needs.add(model.forMailboxes(mailboxes));
            head.append(' ').append(count(mailboxes)).append(" |");
        }
        return head + "\n" + "|---".repeat(MAILBOXES.length + 1) + "|\n"
                + row("messages a day", needs, need -> count(need.messagesADay()))
                + row("messages a second at the peak", needs, need -> count(need.atThePeak()))
                + row("nodes, one of them to spare", needs, need -> count(need.nodes()))
                + row("messages whose recipient a node knows", needs, need -> percent(need.hits()))
                + row("memory of a node for the directory", needs, need -> octets(need.cacheMib() * 1048576))
                + row("network in and out of a node, a second", needs, need -> octets(need.networkOctets()))
                + row("CouchDB: reads a second", needs, need -> count(need.readsAtThePeak()))
                + row("CouchDB: octets of their answers, a second", needs, need -> octets(need.readOctets()))
                + row("CouchDB: writes a second, journal", needs, need -> count(need.writesAtThePeak()))
                + row("CouchDB: changes a second, to each node", needs, need -> count(need.changes()))
                + row(
                        "CouchDB: documents a second, daily reading by all nodes",
                        needs,
                        need -> count(need.dailyReading()))
                + row("CouchDB: cores, of all its nodes", needs, need -> count(Math.ceil(need.couchCores())))
                + row("CouchDB: documents of a month's journal", needs, need -> count(need.journalDocuments()))
                + row("the store grows a day, one copy", needs, need -> octets(need.storedADay()));
    }

    /** One line. */
    @FunctionalInterface
    private interface Cell {
        String of(Need need);
    }

    private static String row(String name, List<Need> needs, Cell cell) {
        StringBuilder text = new StringBuilder("| ").append(name).append(" |");
        needs.forEach(need -> text.append(' ').append(cell.of(need)).append(" |"));
        return text.append('\n').toString();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    /** Up to four digits as they are, otherwise three digits that count. */
    private static String count(double value) {
        if (value < 10 && value != Math.rint(value)) {
            return String.format(Locale.ROOT, "%.2g", value);
        }
        return String.format(Locale.ROOT, "%,.0f", threeDigits(value));
    }

    private static double threeDigits(double value) {
        double unit = value < 10_000 ? 1 : Math.pow(10, Math.floor(Math.log10(value)) - 2);
        return Math.rint(value / unit) * unit;
    }

    private static String octets(double value) {
        int prefix = 0;
        double scaled = value;
        while (scaled >= 1000 && prefix < PREFIXES.length - 1) {
            scaled /= 1000;
            prefix++;
        }
        return String.format(Locale.ROOT, scaled < 10 ? "%.1f %sB" : "%.0f %sB", scaled, PREFIXES[prefix]);
    }
}
