package org.sealmx.server.guice;

import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.james.metrics.api.GaugeRegistry;
import org.sealmx.directory.DirectoryHealth;
import org.sealmx.directory.cache.CacheStatistics;

/**
 * Shows among James' metrics, under {@code sealmx.directory}, what is wrong with a directory and what its memory does
 * and holds.
 */
final class DirectoryGauges {

    /** Before each name. */
    static final String PREFIX = "sealmx.directory.";

    private final GaugeRegistry registry;
    private final Supplier<CacheStatistics> statistics;

    private DirectoryGauges(GaugeRegistry registry, Supplier<CacheStatistics> statistics) {
        this.registry = registry;
        this.statistics = statistics;
    }

    /** Registers the one that every directory has: how many problems are known now. Reading it asks nobody. */
    static void registerProblems(GaugeRegistry registry, DirectoryHealth health) {
        registry.register(PREFIX + "problems", () -> health.problems().size());
    }

    /** Registers those of a directory with a memory. */
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
