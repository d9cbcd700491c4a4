package org.sealmx.server.metrics;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.james.metrics.api.GaugeRegistry;
import org.sealmx.measure.CertificateEnds;

/** Shows when accounts lose their last usable certificate. */
public final class CertificateGauges {

    /** How far the count of accounts looks ahead. */
    private static final Duration AHEAD = Duration.ofDays(30);

    private static final double SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();

    private CertificateGauges() {}

    /**
     * Registers the gauges.
     *
     * @param ends asked each time a gauge is read
     */
    public static void register(GaugeRegistry gauges, Supplier<CertificateEnds> ends, Clock clock) {
        gauges.register(MetricNames.DAYS_TO_NEXT_END, () -> days(ends.get(), clock));
        gauges.register(
                MetricNames.ENDING_SOON, () -> ends.get().by(clock.instant().plus(AHEAD)));
    }

    /** Not a number when nothing ends, or nothing is known. */
    private static double days(CertificateEnds ends, Clock clock) {
        return ends.next()
                .map(next -> Duration.between(clock.instant(), next).toSeconds() / SECONDS_OF_A_DAY)
                .orElse(Double.NaN);
    }
}
