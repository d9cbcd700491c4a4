package org.sealmx.it.bench.scaling;

import java.util.Locale;
import org.sealmx.it.bench.Percentile;

/**
 * A line of the table of what mail did.
 *
 * @param name what was set, and what happened
 * @param tally what the sender saw
 * @param missing messages that were answered with 250 and are not in the store
 * @param counts what has been added meanwhile
 */
record Row(String name, Tally tally, long missing, Counts counts) {

    static final String HEAD = """
            | nodes, delay each way, loss | sent | 250 | deferred | refused | waiting | lost | doubled | a second \
            | reply ms, p50 | p99 | until 250 ms, p50 | p99 | misses for 100 messages | CouchDB requests for a message \
            | of these lost | CouchDB octets for a message | CPU s for 1,000 |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    /** A line of Markdown. */
    String markdown() {
        double messages = tally.taken();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %d | %d | %d | %d | %.1f | %,.0f | %,.0f | %,.0f | %,.0f | %.0f | %.2f | %.1f %% |"
                        + " %,.0f | %.2f |",
                name,
                tally.sent(),
                tally.taken(),
                tally.deferred(),
                tally.refused(),
                tally.waiting(),
                missing,
                counts.doubled(),
                tally.rate(),
                Percentile.of(tally.replies(), 50),
                Percentile.of(tally.replies(), 99),
                Percentile.of(tally.waits(), 50),
                Percentile.of(tally.waits(), 99),
                100 * counts.misses() / messages,
                counts.requests() / messages,
                counts.requests() == 0 ? 0 : 100.0 * counts.lost() / counts.requests(),
                counts.octets() / messages,
                1000 * counts.cpuSeconds() / messages);
    }
}
