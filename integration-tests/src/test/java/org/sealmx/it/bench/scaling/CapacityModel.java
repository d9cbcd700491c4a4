package org.sealmx.it.bench.scaling;

import java.util.List;

/**
 * How many nodes so many mailboxes need, and what those ask of CouchDB, by arithmetic alone. Mail comes to each mailbox
 * at random and as often as to every other, which is the worst that can happen to a memory of answers.
 */
final class CapacityModel {

    /** The sizes of messages of which the processor time was measured, with the names of their inputs. */
    static final List<Size> SIZES =
            List.of(new Size("10 kB", 1e4), new Size("100 kB", 1e5), new Size("1 MB", 1e6), new Size("10 MB", 1e7));

    private static final double DAY = 86_400;
    private static final double MIB = 1 << 20;

    /** As measured: the share of a directory that fits into memory, and the share of look-ups that it answers. */
    private static final double[][] FITTING = {{0.01, 0.6565}, {0.05, 0.7647}, {0.2, 0.8537}, {1, 1}};

    private final CapacityInputs inputs;

    CapacityModel(CapacityInputs inputs) {
        this.inputs = inputs;
    }

    /** A size of messages. */
    record Size(String name, double octets) {}

    /**
     * What is needed.
     *
     * @param messagesADay of all mailboxes
     * @param atThePeak messages a second in the busiest hour
     * @param nodes one of which may be away
     * @param hits the share of messages for which a node need not ask CouchDB for the recipient
     * @param readsAtThePeak requests a second to CouchDB that read the directory
     * @param writesAtThePeak requests a second to CouchDB that write the journal
     * @param readOctets a second, of the answers
     * @param changes a second that each node is told of
     * @param dailyReading documents a second that all nodes together read because each reads all of them once a day
     * @param couchCores processors that CouchDB needs at the peak
     * @param cacheMib what a node keeps in memory of the directory
     * @param networkOctets a second into a node and out of it, at the peak
     * @param storedADay octets that the store grows by
     * @param journalDocuments in the database of a month
     */
    record Need(
            double mailboxes,
            double messagesADay,
            double atThePeak,
            double nodes,
            double hits,
            double readsAtThePeak,
            double writesAtThePeak,
            double readOctets,
            double changes,
            double dailyReading,
            double couchCores,
            double cacheMib,
            double networkOctets,
            double storedADay,
            double journalDocuments) {}

    /** Seconds of a processor for a message of that size. */
    double cpu(Size size) {
        return inputs.get("cpu " + size.name()) / 1000;
    }

    /** Seconds of a processor for a message of the mix. */
    double cpuOfMix() {
        return SIZES.stream().mapToDouble(size -> share(size) * cpu(size)).sum();
    }

    /** Octets of a message of the mix. */
    double octetsOfMix() {
        return SIZES.stream().mapToDouble(size -> share(size) * size.octets()).sum();
    }

    private double share(Size size) {
        return inputs.get("share " + size.name()) / 100;
    }

    /** Messages a day that a processor takes when it is as busy in each hour as is planned for the busiest. */
    double messagesADay(double cpuSeconds) {
        return DAY * inputs.get("busy") / 100 / cpuSeconds;
    }

    /** Messages a day that a processor takes when the busiest hour is as much busier as in the inputs. */
    double messagesADayWithPeak(double cpuSeconds) {
        return messagesADay(cpuSeconds) / inputs.get("peak");
    }

    /** For so many mailboxes. */
    Need forMailboxes(double mailboxes) {
        double aDay = mailboxes * inputs.get("messages");
        double atThePeak = aDay / DAY * inputs.get("peak");
        double busy = Math.ceil(atThePeak * cpuOfMix() / (inputs.get("cores") * inputs.get("busy") / 100));
        double nodes = Math.max(1, busy) + 1;
        // each node sees this many messages for a mailbox while it may use an answer
        double seen = inputs.get("messages") / nodes * inputs.get("keep");
        double known = mailboxes * (1 - Math.exp(-seen));
        double fits = inputs.get("cache") * MIB / (inputs.get("identity") * known);
        double hits = seen / (1 + seen) * answered(fits);
        double reads = atThePeak * (1 - hits) * inputs.get("requests");
        double writes = atThePeak * inputs.get("journal");
        return new Need(
                mailboxes,
                aDay,
                atThePeak,
                nodes,
                hits,
                reads,
                writes,
                reads * inputs.get("answer"),
                mailboxes * inputs.get("changes") / DAY,
                mailboxes * nodes / DAY,
                (reads * inputs.get("read cpu") + writes * inputs.get("write cpu")) / 1000 / (inputs.get("busy") / 100),
                Math.min(1, 1 / fits) * inputs.get("cache"),
                atThePeak / (nodes - 1) * octetsOfMix() * (1 + inputs.get("sealed")),
                aDay * octetsOfMix() * inputs.get("sealed"),
                aDay * 30);
    }

    /** The share of look-ups that memory answers when so much of what is asked for fits, between measured points. */
    static double answered(double fits) {
        if (fits >= 1) {
            return 1;
        }
        if (fits <= FITTING[0][0]) {
            return FITTING[0][1] * fits / FITTING[0][0];
        }
        int above = 1;
        while (FITTING[above][0] < fits) {
            above++;
        }
        double[] low = FITTING[above - 1];
        double[] high = FITTING[above];
        double part = Math.log(fits / low[0]) / Math.log(high[0] / low[0]);
        return low[1] + part * (high[1] - low[1]);
    }
}
