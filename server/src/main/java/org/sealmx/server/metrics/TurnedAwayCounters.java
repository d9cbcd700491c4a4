package org.sealmx.server.metrics;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.sealmx.server.lookup.table.TurnedAway;

/** Counts the look-ups that were turned away, in James' metrics, by cause. All exist from the start. */
@ThreadSafe
public final class TurnedAwayCounters implements TurnedAway {

    @SuppressWarnings("ThreadSafe") // never changed
    private final Map<Cause, Metric> counts = new EnumMap<>(Cause.class);

    /** Registers all metrics. */
    public TurnedAwayCounters(MetricFactory metrics) {
        for (Cause cause : Cause.values()) {
            counts.put(cause, metrics.generate(MetricNames.turnedAway(cause)));
        }
    }

    @Override
    public void turnedAway(Cause cause) {
        Objects.requireNonNull(counts.get(cause)).increment();
    }
}
