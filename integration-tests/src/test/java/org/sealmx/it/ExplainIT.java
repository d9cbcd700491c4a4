package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Program;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SharedServers;

/** The running server, the command and RCPT say the same about every account, from a file and from CouchDB. */
class ExplainIT {

    private static final List<String> ALL = List.of(
            Accounts.ALICE,
            Accounts.BOB,
            Accounts.CAROL,
            Accounts.DAVE,
            Accounts.ERIN,
            Accounts.FRANK,
            Accounts.GRACE,
            Accounts.HEIDI,
            Accounts.IVAN,
            Accounts.JUDY,
            Accounts.TEAM,
            Accounts.NOBODY,
            "Alice+news@Example.ORG",
            "someone@elsewhere.example");

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> get(SealMxServer server, String address, String parameters) throws Exception {
        String path = "/sealmx/recipients/" + URLEncoder.encode(address, StandardCharsets.UTF_8) + parameters;
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.webadminPort() + path))
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode explained(SealMxServer server, String address, String sender) throws Exception {
        HttpResponse<String> response = get(server, address, "?sender=" + sender);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonMapper().readTree(response.body());
    }

    private static String status(JsonNode reply) {
        return reply.path("code").asInt() + " " + reply.path("status").asText();
    }

    private static List<String> rcpt(SealMxServer server, String sender) throws IOException {
        try (LmtpClient client = server.lmtp()) {
            return client.envelope(sender, ALL).stream()
                    .map(ServerReply::status)
                    .toList();
        }
    }

    private List<String> explained(SealMxServer server, String sender) throws Exception {
        List<String> replies = new ArrayList<>();
        for (String address : ALL) {
            replies.add(status(explained(server, address, sender).path("atRcpt")));
        }
        return replies;
    }

    private static List<String> words(Path directory, String... more) {
        List<String> words = new ArrayList<>(List.of("explain", "--directory", directory.toString()));
        words.addAll(List.of(more));
        return Program.words(words);
    }

    private void requireAgreement(SealMxServer server) throws Exception {
        for (String sender : List.of(Accounts.SENDER, Accounts.FRIEND)) {
            assertThat(explained(server, sender)).as("from %s", sender).isEqualTo(rcpt(server, sender));
        }
    }

    /** What is stored and what waits shows in the next explanation, and the reply after DATA is the one foreseen. */
    private void requireLastMail(SealMxServer server) throws Exception {
        JsonNode before = explained(server, Accounts.ALICE, "");
        assertThat(before.path("lastMailSince").asText()).isNotEmpty();
        try (LmtpClient client = server.lmtp()) {
            client.envelope(Accounts.SENDER, List.of(Accounts.ALICE, Accounts.DAVE));
            assertThat(client.data(Messages.fresh(), 1))
                    .extracting(ServerReply::status)
                    .containsExactly(status(before.path("afterData")));
        }
        JsonNode stored = explained(server, Accounts.ALICE, "").path("lastMail");
        assertThat(stored.path(0).path("subject").asText()).isEqualTo("mail for " + Accounts.ALICE);
        assertThat(status(stored.path(0).path("stored").path("reply"))).isEqualTo("250 2.6.0");
        assertThat(stored.path(1).path("subject").asText()).startsWith("mail for account ");
        JsonNode waited = explained(server, Accounts.DAVE, "").path("lastMail").path(0);
        assertThat(status(waited.path("waited").path("reply"))).isEqualTo("450 4.7.5");
        assertThat(waited.path("waited").path("afterData").asBoolean()).isFalse();
    }

    @Test
    void routeCommandAndRcptShouldAgreeWithADirectoryFile() throws Exception {
        try (SealMxServer server =
                SealMxServer.builder().directory(Accounts.shared()::writeTo).start()) {
            requireAgreement(server);
            requireLastMail(server);

            Path directory = server.folder().resolve("directory.json");
            List<String> replies = rcpt(server, Accounts.SENDER);
            for (String address : List.of(Accounts.TEAM, Accounts.ERIN, Accounts.IVAN, Accounts.HEIDI)) {
                Command.Result result =
                        Command.run(new byte[0], words(directory, "--sender", Accounts.SENDER, "--json", address));
                String status = status(new JsonMapper().readTree(result.text()).path("atRcpt"));
                assertThat(status).as(address + result.errors()).isEqualTo(replies.get(ALL.indexOf(address)));
                assertThat(result.exitCode()).isEqualTo(status.startsWith("250") ? 0 : 1);
            }
            assertThat(Command.run(new byte[0], words(directory, "--ascii", Accounts.ERIN))
                            .text())
                    .contains("`- ")
                    .contains("expired on ")
                    .contains("At RCPT:    450 4.7.5");
            Command.Result wrong = Command.run(new byte[0], words(directory, "no address"));
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.errors().lines()).hasSize(1);

            assertThat(get(server, Accounts.ERIN, "?format=text").body())
                    .contains("└─ ")
                    .contains("all documents of the file are in memory");
            HttpResponse<String> error = get(server, "no address", "");
            assertThat(error.statusCode()).isEqualTo(400);
            assertThat(error.body()).contains("\"type\":\"InvalidArgument\"").doesNotContain("no address");
            assertThat(server.log().text()).doesNotContain("erin@").doesNotContain("team@");
        }
    }

    @Test
    void routeAndRcptShouldAgreeWithCouchDbAndSayWhatIsInMemory() throws Exception {
        try (CouchDirectory couch = new CouchDirectory(SharedServers.couchDb())) {
            Accounts.shared().writeTo(couch.documents());
            couch.publishAll();
            couch.createMailDatabase(Accounts.ALICE);
            try (SealMxServer server =
                    SealMxServer.builder().couchDb(couch).storeInCouchDb().start()) {
                assertThat(explained(server, Accounts.BOB, "")
                                .path("memory")
                                .path("held")
                                .asBoolean())
                        .isFalse();
                requireAgreement(server);
                requireLastMail(server);
                JsonNode memory = explained(server, Accounts.BOB, "").path("memory");
                assertThat(memory.path("held").asBoolean()).isTrue();
                assertThat(memory.has("ageSeconds")).isTrue();
                assertThat(memory.path("differs").asBoolean()).isFalse();

                couch.documents().enable(Accounts.BOB, false);
                couch.publish(Accounts.BOB);
                Await.until("the change in the explanation", Duration.ofSeconds(30), () -> status(
                                explained(server, Accounts.BOB, "").path("atRcpt"))
                        .equals("550 5.2.1"));
                requireAgreement(server);

                couch.server().interrupt();
                try {
                    JsonNode outage = explained(server, Accounts.ALICE, "");
                    assertThat(outage.path("outage").asText()).isNotEmpty();
                    assertThat(status(outage.path("atRcpt")))
                            .as("from memory, as at RCPT")
                            .isEqualTo("250 2.1.5");
                    assertThat(status(explained(server, "stranger@example.org", "")
                                    .path("atRcpt")))
                            .isEqualTo("451 4.4.3");
                } finally {
                    couch.server().resume();
                }
            }
        }
    }
}
