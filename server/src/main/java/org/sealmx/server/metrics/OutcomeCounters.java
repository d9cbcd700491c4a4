package org.sealmx.server.metrics;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.sealmx.delivery.outcome.OutcomeListener;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.delivery.outcome.Status;
import org.sealmx.measure.Stage;

/** Counts outcomes in James' metrics: by status, those at RCPT once more, and by status and reason. */
@ThreadSafe
public final class OutcomeCounters implements OutcomeListener {

    @SuppressWarnings("ThreadSafe") // never changed
    private final Map<Status, Metric> all = new EnumMap<>(Status.class);

    @SuppressWarnings("ThreadSafe") // never changed
    private final Map<Status, Metric> atRcpt = new EnumMap<>(Status.class);

    @SuppressWarnings("ThreadSafe") // never changed
    private final Map<Status, Map<Reason, Metric>> reasons = new EnumMap<>(Status.class);

    /** Registers all metrics. */
    public OutcomeCounters(MetricFactory metrics) {
        for (Status status : Status.values()) {
            all.put(status, metrics.generate(MetricNames.outcomes(status)));
            if (status != Status.SENT) {
                atRcpt.put(status, metrics.generate(MetricNames.atRcpt(status)));
            }
            Map<Reason, Metric> each = new EnumMap<>(Reason.class);
            for (Reason reason : Reason.values()) {
                if (reason.isSuccess() == (status == Status.SENT)) {
                    each.put(reason, metrics.generate(MetricNames.reasons(status, reason)));
                }
            }
            reasons.put(status, each);
        }
    }

    @Override
    public void ended(RecipientOutcome outcome) {
        Status status = outcome.status();
        known(all, status).increment();
        if (outcome.stage() == Stage.RCPT) {
            known(atRcpt, status).increment();
        }
        known(known(reasons, status), outcome.reason()).increment();
    }

    private static <K, V> V known(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }
}
