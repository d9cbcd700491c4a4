package org.sealmx.server.guice;

import java.util.List;
import org.apache.james.metrics.api.GaugeRegistry;
import org.sealmx.directory.cache.CacheStatistics;
import org.sealmx.server.metrics.MetricNames;

/** All gauges that the modules register, for tests that look at their names. */
public final class RegisteredGauges {

    private RegisteredGauges() {}

    /** Registers them with values that mean nothing. */
    public static void registerAll(GaugeRegistry gauges) {
        DirectoryGauges.registerProblems(gauges, List::of);
        DirectoryGauges.registerLag(gauges, List::of);
        DirectoryGauges.registerMemory(gauges, () -> new CacheStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        gauges.register(MetricNames.BYTES_IN_FLIGHT, () -> 0L);
        gauges.register(MetricNames.BYTES_IN_FLIGHT_LIMIT, () -> 0L);
    }
}
