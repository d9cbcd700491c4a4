package org.sealmx.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.measure.CertificateEnds;
import org.sealmx.policy.RefusalCause;
import org.sealmx.server.guice.RegisteredGauges;

/**
 * The operator's guide, the dashboard and the rules name the metrics that the code makes, under the names that
 * Prometheus sees, and each metric is in the guide and on the dashboard.
 */
class MetricsInDocumentsTest {

    private static final Path GUIDE = Path.of("../docs/OPERATING.md");
    private static final Path DASHBOARD = Path.of("../james-conf/monitoring/grafana-dashboard.json");
    private static final Path RULES = Path.of("../james-conf/monitoring/prometheus-rules.yml");
    private static final Set<Reason> CAUSES =
            Stream.of(RefusalCause.values()).map(Reason::of).collect(Collectors.toSet());
    private static final Pattern NAME = Pattern.compile("sealmx_[a-z0-9_]+");

    /** As James exports them: counters end with _total; a timer is a summary. */
    private static Set<String> made() {
        RecordedMetrics recorded = new RecordedMetrics();
        new JamesMeasurements(recorded, recorded);
        new OutcomeCounters(recorded);
        new LookupCounters(recorded);
        new TurnedAwayCounters(recorded);
        new MapRefusalCounters(recorded);
        CertificateGauges.register(recorded, CertificateEnds::unknown, Clock.systemUTC());
        RegisteredGauges.registerAll(recorded);
        Set<String> names = new TreeSet<>();
        recorded.counters().forEach(name -> names.add(exported(name) + "_total"));
        recorded.gauges().forEach(name -> names.add(exported(name)));
        recorded.timers().forEach(name -> names.add(exported(name)));
        assertThat(names).hasSizeGreaterThan(90);
        return names;
    }

    private static String exported(String name) {
        return name.replace('.', '_').replace('-', '_');
    }

    private static Set<String> namesIn(String text) {
        return NAME.matcher(text)
                .results()
                .map(found -> found.group().replaceFirst("^(sealmx_stage_[a-z]+)_count$", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String section(String heading, String next) throws IOException {
        String guide = Files.readString(GUIDE);
        return guide.substring(guide.indexOf("\n## " + heading), guide.indexOf("\n## " + next));
    }

    /** The first column of a table whose rows begin with code. */
    private static List<String> firstColumn(String text) {
        return Pattern.compile("(?m)^\\| (`.+?`) \\|")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void dashboardShouldShowEachMetricAndNoOther() throws IOException {
        var dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        String queries = String.join("\n", dashboard.findValuesAsText("expr"));
        assertThat(namesIn(queries)).isEqualTo(made());
        assertThat(dashboard.findValuesAsText("expr")).doesNotContain("");
    }

    @Test
    void rulesShouldNameMetricsThatExist() throws IOException {
        String rules = Files.readAllLines(RULES).stream()
                .filter(line -> !line.stripLeading().startsWith("#"))
                .collect(Collectors.joining("\n"));
        assertThat(made()).containsAll(namesIn(rules));
    }

    @Test
    void guideShouldNameEachMetricAndNoOther() throws IOException {
        Set<String> documented = new TreeSet<>();
        for (String cell : firstColumn(section("Metrics", "Health"))) {
            String last = "";
            Matcher codes = Pattern.compile("`([^`]+)`").matcher(cell);
            while (codes.find()) {
                String name = codes.group(1).startsWith("\u2026")
                        ? last.replaceFirst("^(sealmx_[a-z]+)_.*", "$1")
                                + codes.group(1).substring(1)
                        : codes.group(1);
                last = name;
                documented.addAll(expanded(name));
            }
        }
        assertThat(documented).isEqualTo(made());
    }

    /** A name with alternatives in braces; REASON is each reason that the status, or a map, can have. */
    private static List<String> expanded(String name) {
        Matcher braces = Pattern.compile("\\{([^}]+)}").matcher(name);
        if (braces.find()) {
            return Arrays.stream(braces.group(1).split(",", -1))
                    .flatMap(each -> expanded(name.replace(braces.group(), each.strip())).stream())
                    .toList();
        }
        if (name.contains("REASON")) {
            boolean sent = name.contains("_sent_");
            return Stream.of(Reason.values())
                    .filter(reason -> reason.isSuccess() == sent)
                    .filter(reason -> !name.contains("_postfix_refused_") || CAUSES.contains(reason))
                    .map(reason -> name.replace("REASON", exported(reason.word())))
                    .toList();
        }
        return List.of(name);
    }

    @Test
    void guideShouldExplainEachReason() throws IOException {
        String log = section("Log", "Metrics");
        String table = log.substring(log.indexOf("| reason |"));
        assertThat(firstColumn(table))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Reason.values())
                        .map(reason -> "`" + reason.word() + "`")
                        .toList());
    }
}
