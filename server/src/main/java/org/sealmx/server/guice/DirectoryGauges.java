package org.sealmx.server.guice;

import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.james.metrics.api.GaugeRegistry;
import org.sealmx.directory.DirectoryHealth;
import org.sealmx.directory.cache.CacheStatistics;

/** Shows what the directory's memory does and holds among James' metrics, under {@code sealmx.directory}. */
final class DirectoryGauges {

    /** Before each name. */
    static final String PREFIX = "sealmx.directory.";

    private final GaugeRegistry registry;
    private final Supplier<CacheStatistics> statistics;

    private DirectoryGauges(GaugeRegistry registry, Supplier<CacheStatistics> statistics) {
        this.registry = registry;
        this.statistics = statistics;
    }

    /** Registers all of them. */
    static void register(GaugeRegistry registry, Supplier<CacheStatistics> statistics, DirectoryHealth health) {
        registry.register(PREFIX + "problems", () -> health.problems().size());
        new DirectoryGauges(registry, statistics)
                .add("hits", CacheStatistics::hits)
                .add("unknown-hits", CacheStatistics::unknownHits)
                .add("misses", CacheStatistics::misses)
                .add("requests", CacheStatistics::requests)
                .add("failed-loads", CacheStatistics::failedLoads)
                .add("stale-served", CacheStatistics::staleServed)
                .add("changes", CacheStatistics::changes)
                .add("resets", CacheStatistics::resets)
                .add("entries", CacheStatistics::entries)
                .add("bytes", CacheStatistics::bytes)
                .add("made-up-entries", CacheStatistics::madeUpEntries)
                .add("made-up-bytes", CacheStatistics::madeUpBytes);
    }

    private DirectoryGauges add(String name, ToLongFunction<CacheStatistics> value) {
        registry.register(PREFIX + name, () -> value.applyAsLong(statistics.get()));
        return this;
    }
}
