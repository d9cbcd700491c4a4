package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SharedServers;

/** The metrics of the memory of CouchDB's answers. What the server does by itself may count in them as well. */
class CouchDbMetricsIT {

    private static final Path DASHBOARD = Path.of("..", "james-conf", "monitoring", "grafana-dashboard.json");

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static CouchDirectory couch;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        couch = new CouchDirectory(SharedServers.couchDb());
        Accounts.shared().writeTo(couch.documents());
        couch.publishAll();
        server = SealMxServer.builder().couchDb(couch).start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        couch.close();
    }

    @Test
    void metricsOfTheDirectoryShouldBeThoseOfTheDashboard() throws Exception {
        Set<String> asked = Pattern.compile("sealmx_directory_\\w+")
                .matcher(Files.readString(DASHBOARD))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(server.metrics().keySet())
                .filteredOn(name -> name.startsWith("sealmx_directory_"))
                .hasSizeGreaterThan(10)
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void questionsAndAnswersFromMemoryShouldBeCounted() throws Exception {
        Map<String, Double> before = server.metrics();
        ask();
        awaitMore(before, "directory_misses", "directory_loads", "directory_requests", "stage_directory_count");
        awaitMore(before, "directory_entries", "directory_bytes", "directory_made_up_entries");
        awaitMore(before, "look_ups_found", "look_ups_unknown");
        ask();
        awaitMore(before, "directory_hits", "directory_unknown_hits");
    }

    /** For an address of an account, one that is extended, and one that nobody has. */
    private static void ask() throws IOException {
        try (LmtpClient client = server.lmtp()) {
            client.envelope(Accounts.SENDER, List.of(Accounts.BOB, "bob+more@example.org", Accounts.NOBODY));
        }
    }

    @Test
    void changesShouldBeCounted() throws Exception {
        Map<String, Double> before = server.metrics();
        couch.documents().alias("more@example.org", Accounts.ALICE);
        couch.publish("more@example.org");
        awaitMore(before, "directory_changes");
    }

    private static void awaitMore(Map<String, Double> before, String... metrics) throws Exception {
        for (String metric : metrics) {
            String name = "sealmx_" + metric;
            double least = Objects.requireNonNull(before.get(name));
            Await.until("more of " + name, LIMIT, () -> server.metric(name) > least);
        }
    }
}
