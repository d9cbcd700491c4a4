package org.sealmx.server.guice;

import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.james.metrics.api.GaugeRegistry;
import org.sealmx.directory.DirectoryHealth;
import org.sealmx.directory.cache.CacheStatistics;

/**
 * Adds to James' metrics, under {@code sealmx.directory}, the problems of a directory and the activity and size of its
 * cache.
 */
final class DirectoryGauges {

    /** The prefix of each name. */
    static final String PREFIX = "sealmx.directory.";

    private static final double MILLIS = 1_000.0;

    private final GaugeRegistry registry;
    private final Supplier<CacheStatistics> statistics;

    private DirectoryGauges(GaugeRegistry registry, Supplier<CacheStatistics> statistics) {
        this.registry = registry;
        this.statistics = statistics;
    }

    /** Registers the gauge that every directory has: how many problems are known now. Reading it asks no server. */
    static void registerProblems(GaugeRegistry registry, DirectoryHealth health) {
        registry.register(PREFIX + "problems", () -> health.problems().size());
    }

    /** Registers for how long changes may have been missed. */
    static void registerLag(GaugeRegistry registry, DirectoryHealth health) {
        registry.register(PREFIX + "lag-seconds", () -> health.lag().toMillis() / MILLIS);
    }

    /** Registers the gauges of a directory with a cache. */
    static void registerMemory(GaugeRegistry registry, Supplier<CacheStatistics> statistics) {
        new DirectoryGauges(registry, statistics)
                .add("hits", CacheStatistics::hits)
                .add("unknown-hits", CacheStatistics::unknownHits)
                .add("misses", CacheStatistics::misses)
                .add("loads", CacheStatistics::loads)
                .add("requests", CacheStatistics::requests)
                .add("failed-loads", CacheStatistics::failedLoads)
                .add("discarded-loads", CacheStatistics::discarded)
                .add("stale-served", CacheStatistics::staleServed)
                .add("changes", CacheStatistics::changes)
                .add("invalidations", CacheStatistics::invalidations)
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
