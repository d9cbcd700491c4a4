package org.sealmx.server.guice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.james.metrics.api.Gauge;
import org.apache.james.metrics.api.GaugeRegistry;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.DirectoryHealth;
import org.sealmx.directory.cache.CacheStatistics;

class DirectoryGaugesTest {

    private static final class Registry implements GaugeRegistry {
        private final Map<String, Supplier<?>> gauges = new TreeMap<>();

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

    private final Registry registry = new Registry();

    @Test
    void problemsShouldBeCountedWhenTheyAreAskedFor() {
        List<String> problems = new ArrayList<>();
        DirectoryGauges.registerProblems(registry, () -> problems);
        assertThat(shown()).containsExactly(Map.entry("problems", 0));

        problems.addAll(List.of("one", "two"));

        assertThat(shown()).containsExactly(Map.entry("problems", 2));
    }

    @Test
    void problemsShouldBeCountedWithoutALookForThem() {
        DirectoryGauges.registerProblems(registry, new DirectoryHealth() {
            @Override
            public List<String> problems() {
                return List.of("known");
            }

            @Override
            public List<String> lookForProblems() {
                throw new AssertionError("a metric asks nobody");
            }
        });
        assertThat(shown()).containsExactly(Map.entry("problems", 1));
    }

    @Test
    void eachFigureOfTheMemoryShouldBeAsItIsWhenItIsAskedFor() {
        AtomicReference<CacheStatistics> now =
                new AtomicReference<>(new CacheStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        DirectoryGauges.registerMemory(registry, now::get);
        now.set(new CacheStatistics(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
        assertThat(shown())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("hits", 1L),
                        Map.entry("unknown-hits", 2L),
                        Map.entry("misses", 3L),
                        Map.entry("loads", 4L),
                        Map.entry("requests", 5L),
                        Map.entry("failed-loads", 6L),
                        Map.entry("discarded-loads", 7L),
                        Map.entry("stale-served", 8L),
                        Map.entry("changes", 9L),
                        Map.entry("invalidations", 10L),
                        Map.entry("resets", 11L),
                        Map.entry("entries", 12L),
                        Map.entry("bytes", 13L),
                        Map.entry("made-up-entries", 14L),
                        Map.entry("made-up-bytes", 15L)));
    }

    @Test
    void eachGaugeShouldBeInTheOperatorsGuide() throws IOException {
        DirectoryGauges.registerProblems(registry, List::of);
        DirectoryGauges.registerLag(registry, List::of);
        DirectoryGauges.registerMemory(
                registry, () -> new CacheStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        String guide = Files.readString(Path.of("..", "docs", "OPERATING.md"));

        List<String> documented = Pattern.compile("`(?:sealmx_directory|…)_([a-z_]+)`")
                .matcher(guide.substring(guide.indexOf("## Metrics"), guide.indexOf("## Health")))
                .results()
                .map(found -> found.group(1).replace('_', '-'))
                .toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(shown().keySet());
    }

    private Map<String, Object> shown() {
        Map<String, Object> shown = new TreeMap<>();
        registry.gauges.forEach(
                (name, gauge) -> shown.put(name.substring(DirectoryGauges.PREFIX.length()), gauge.get()));
        return shown;
    }
}
