package org.sealmx.server.metrics;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.sealmx.measure.LookUp;
import org.sealmx.measure.Measurements;
import org.sealmx.measure.SealKind;
import org.sealmx.measure.SizeClass;
import org.sealmx.measure.Stage;

/**
 * Counts in James' metrics. All of them exist from the start, so that a dashboard shows a zero before the first
 * message. Look-ups, which memory answers within a microsecond, are counted by an adder that a gauge shows: James'
 * counters take longer, because they also keep rates.
 */
@ThreadSafe
public final class JamesMeasurements implements Measurements {

    @SuppressWarnings("ThreadSafe") // James' metrics are
    private final MetricFactory metrics;

    @SuppressWarnings("ThreadSafe") // never changed
    private final Map<Stage, String> stages = new EnumMap<>(Stage.class);

    @SuppressWarnings("ThreadSafe") // never changed
    private final Map<LookUp, LongAdder> lookUps = new EnumMap<>(LookUp.class);

    @SuppressWarnings("ThreadSafe") // never changed
    private final Map<SealKind, Map<SizeClass, Metric>> seals = new EnumMap<>(SealKind.class);

    /** Registers all metrics. */
    public JamesMeasurements(MetricFactory metrics, GaugeRegistry gauges) {
        this.metrics = metrics;
        for (Stage stage : Stage.values()) {
            stages.put(stage, MetricNames.stage(stage));
            var unused = metrics.timer(MetricNames.stage(stage));
        }
        for (LookUp result : LookUp.values()) {
            LongAdder count = new LongAdder();
            lookUps.put(result, count);
            gauges.register(MetricNames.lookUps(result), count::sum);
        }
        for (SealKind kind : SealKind.values()) {
            Map<SizeClass, Metric> sizes = new EnumMap<>(SizeClass.class);
            for (SizeClass size : SizeClass.values()) {
                sizes.put(size, metrics.generate(MetricNames.seals(kind, size)));
            }
            seals.put(kind, sizes);
        }
    }

    @Override
    public Timing begin(Stage stage) {
        TimeMetric timer = metrics.timer(Objects.requireNonNull(stages.get(stage)));
        return timer::stopAndPublish;
    }

    @Override
    public void lookedUp(LookUp result) {
        Objects.requireNonNull(lookUps.get(result)).increment();
    }

    @Override
    public void sealed(SealKind kind, long octets) {
        Map<SizeClass, Metric> sizes = Objects.requireNonNull(seals.get(kind));
        Objects.requireNonNull(sizes.get(SizeClass.of(octets))).increment();
    }
}
