package org.sealmx.server.metrics;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.inject.Inject;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.sealmx.delivery.outcome.OutcomeListener;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.policy.RefusalCause;

/**
 * Counts, in James' metrics and by reason, the recipients that Postfix learns from its maps to refuse or to defer. One
 * about which it asks two maps counts twice.
 */
@ThreadSafe
public final class MapRefusalCounters implements OutcomeListener {

    @SuppressWarnings("ThreadSafe") // never changed
    private final Map<Reason, Metric> reasons = new EnumMap<>(Reason.class);

    /** Registers all metrics. Called by James' injector. */
    @Inject
    public MapRefusalCounters(MetricFactory metrics) {
        for (RefusalCause cause : RefusalCause.values()) {
            Reason reason = Reason.of(cause);
            reasons.put(reason, metrics.generate(MetricNames.refusedByMap(reason)));
        }
    }

    @Override
    public void ended(RecipientOutcome outcome) {
        Objects.requireNonNull(reasons.get(outcome.reason())).increment();
    }
}
