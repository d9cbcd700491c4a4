package org.sealmx.server.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.james.metrics.api.Gauge;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.metrics.api.TimeMetric;
import org.reactivestreams.Publisher;

/** James' metrics of a test, with the names and kinds of all that were made. */
@SuppressWarnings("deprecation") // a method of James' interface is
final class RecordedMetrics implements MetricFactory, GaugeRegistry {

    private final Map<String, AtomicLong> counters = new TreeMap<>();
    private final Map<String, AtomicLong> timers = new TreeMap<>();
    private final Map<String, Supplier<?>> gauges = new TreeMap<>();

    Set<String> counters() {
        return counters.keySet();
    }

    Set<String> timers() {
        return timers.keySet();
    }

    Set<String> gauges() {
        return gauges.keySet();
    }

    /** The counters that are not zero. */
    Map<String, Long> counted() {
        return positive(counters);
    }

    /** How often each timer was stopped, if ever. */
    Map<String, Long> timed() {
        return positive(timers);
    }

    Object gauge(String name) {
        return Objects.requireNonNull(gauges.get(name)).get();
    }

    private static Map<String, Long> positive(Map<String, AtomicLong> all) {
        Map<String, Long> positive = new TreeMap<>();
        all.forEach((name, count) -> {
            if (count.get() > 0) {
                positive.put(name, count.get());
            }
        });
        return positive;
    }

    @Override
    public Metric generate(String name) {
        AtomicLong count = counters.computeIfAbsent(name, any -> new AtomicLong());
        return new Metric() {
            @Override
            public void increment() {
                count.incrementAndGet();
            }

            @Override
            public void decrement() {
                count.decrementAndGet();
            }

            @Override
            public void add(int value) {
                count.addAndGet(value);
            }

            @Override
            public void remove(int value) {
                count.addAndGet(-value);
            }

            @Override
            public long getCount() {
                return count.get();
            }
        };
    }

    @Override
    public TimeMetric timer(String name) {
        AtomicLong count = timers.computeIfAbsent(name, any -> new AtomicLong());
        return new TimeMetric() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public ExecutionResult stopAndPublish() {
                count.incrementAndGet();
                return new ExecutionResult() {
                    @Override
                    public Duration elasped() {
                        return Duration.ZERO;
                    }

                    @Override
                    public ExecutionResult logWhenExceedP99(Duration threshold) {
                        return this;
                    }
                };
            }
        };
    }

    @Override
    public <T> Publisher<T> decoratePublisherWithTimerMetric(String name, Publisher<T> publisher) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public <T> Publisher<T> decoratePublisherWithTimerMetricLogP99(String name, Publisher<T> publisher) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public <T> GaugeRegistry register(String name, Gauge<T> gauge) {
        gauges.put(name, gauge);
        return this;
    }

    @Override
    public <T> SettableGauge<T> settableGauge(String name) {
        throw new UnsupportedOperationException(name);
    }
}
