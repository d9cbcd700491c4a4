package org.sealmx.server.metrics;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.sealmx.server.lookup.table.LookupCounter;
import org.sealmx.server.lookup.table.PostfixMap;

/**
 * Counts the look-ups of Postfix in James' metrics, by map and result. All exist from the start, also when none is on.
 */
@ThreadSafe
public final class LookupCounters implements LookupCounter {

    @SuppressWarnings("ThreadSafe") // never changed
    private final Map<PostfixMap, Map<Result, Metric>> counts = new EnumMap<>(PostfixMap.class);

    /** Registers all metrics. */
    public LookupCounters(MetricFactory metrics) {
        for (PostfixMap map : PostfixMap.values()) {
            Map<Result, Metric> results = new EnumMap<>(Result.class);
            for (Result result : Result.values()) {
                results.put(result, metrics.generate(MetricNames.postfix(map, result)));
            }
            counts.put(map, results);
        }
    }

    @Override
    public void answered(PostfixMap map, Result result) {
        Map<Result, Metric> results = Objects.requireNonNull(counts.get(map));
        Objects.requireNonNull(results.get(result)).increment();
    }
}
