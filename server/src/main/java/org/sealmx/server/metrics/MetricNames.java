package org.sealmx.server.metrics;

import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.Status;
import org.sealmx.measure.LookUp;
import org.sealmx.measure.SealKind;
import org.sealmx.measure.SizeClass;
import org.sealmx.measure.Stage;
import org.sealmx.server.lookup.table.LookupCounter;
import org.sealmx.server.lookup.table.PostfixMap;
import org.sealmx.server.lookup.table.TurnedAway;

/**
 * The names of the metrics, as James knows them. {@code /metrics} of webadmin has them with underscores in place of
 * dots and dashes; those of counters end with {@code _total} there.
 */
public final class MetricNames {

    /** What all names begin with. */
    public static final String PREFIX = "sealmx.";

    /** Octets of messages that have been received and not answered. */
    public static final String BYTES_IN_FLIGHT = PREFIX + "bytes-in-flight";

    /** The most that these may be. */
    public static final String BYTES_IN_FLIGHT_LIMIT = PREFIX + "bytes-in-flight-limit";

    /** Days until the next account loses its last usable certificate. */
    public static final String DAYS_TO_NEXT_END = PREFIX + "certificates.days-to-next-end";

    /** How many accounts lose theirs within 30 days. */
    public static final String ENDING_SOON = PREFIX + "certificates.ending-within-30-days";

    private MetricNames() {}

    static String outcomes(Status status) {
        return PREFIX + "recipients." + status.word();
    }

    static String atRcpt(Status status) {
        return PREFIX + "recipients-at-rcpt." + status.word();
    }

    static String reasons(Status status, Reason reason) {
        return PREFIX + "reasons." + status.word() + "." + reason.word();
    }

    static String lookUps(LookUp result) {
        return PREFIX + "look-ups." + result.word();
    }

    static String postfix(PostfixMap map, LookupCounter.Result result) {
        return PREFIX + "postfix." + map.protocol().word() + "." + map.map() + "." + result.word();
    }

    static String turnedAway(TurnedAway.Cause cause) {
        return PREFIX + "postfix.turned-away." + cause.word();
    }

    static String refusedByMap(Reason reason) {
        return PREFIX + "postfix.refused." + reason.word();
    }

    static String seals(SealKind kind, SizeClass size) {
        return PREFIX + "seals." + kind.word() + "." + size.word();
    }

    static String stage(Stage stage) {
        return PREFIX + "stage." + stage.word();
    }
}
