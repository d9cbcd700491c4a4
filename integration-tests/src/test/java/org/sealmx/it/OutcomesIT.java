package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Faults;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SmtpSink;

/**
 * The log of outcomes: a script that reads nothing else counts exactly what was answered, recipient by recipient, and
 * the metrics count the same.
 */
class OutcomesIT {

    private static final Path SCRIPT = Path.of("..", "james-conf", "monitoring", "recount.py");
    private static final int LOAD = 1_000;
    /** More than {@code maxmessagesize} of a server in this test. */
    private static final int TOO_LARGE = 70 * 1024;

    private static final String STRANGER = "somebody@elsewhere.example";

    private static final int TOO_LONG = 0;
    private static final int MALFORMED = 1;
    private static final List<String> RECIPIENTS = List.of(
            Accounts.ALICE,
            Accounts.BOB,
            Accounts.TEAM,
            "alice+News@EXAMPLE.org",
            Accounts.JUDY,
            Accounts.CAROL,
            Accounts.DAVE,
            Accounts.ERIN,
            Accounts.FRANK,
            Accounts.GRACE,
            Accounts.HEIDI,
            Accounts.IVAN,
            Accounts.NOBODY,
            STRANGER);

    /** What looking an address up comes to, if it does not lead to an account. */
    private static final Map<String, String> LOOK_UPS =
            Map.of(Accounts.CAROL, "blocked", Accounts.IVAN, "blocked", Accounts.NOBODY, "unknown");

    /** The counters that are above zero after the load, besides those of outcomes. */
    private static final Pattern WORK = Pattern.compile("sealmx_(look_ups|seals|stage|postfix)_\\w+");

    private static Faults faults;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        faults = new Faults();
        server = start("text");
        faults.failStoreFor("judy");
    }

    private static SealMxServer start(String format) throws Exception {
        return SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .jvmOption(faults.jvmOption())
                .conf(Faults::failingStore)
                .conf(conf -> conf.replace(
                        "lmtpserver.xml",
                        "<maxmessagesize>\\d+</maxmessagesize>",
                        "<maxmessagesize>64</maxmessagesize>"))
                .conf(conf -> conf.append("sealmx.properties", "outcome-log=" + format))
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        faults.close();
    }

    /** What was answered: how often each recipient got each last reply, and when; and the work that this took. */
    private static final class Answers {

        private final Map<String, Integer> counts = new TreeMap<>();
        private final Map<String, Double> work = new TreeMap<>();
        private final byte[] key;

        Answers(SealMxServer from) throws IOException {
            key = Base64.getDecoder()
                    .decode(Files.readString(find(from, "log-hash.key")).strip());
        }

        void add(String recipient, ServerReply reply, boolean atRcpt) {
            String[] codeAndStatus = reply.status().split(" ", -1);
            counts.merge(
                    hash(recipient) + " " + codeAndStatus[0] + " " + codeAndStatus[1] + (atRcpt ? " rcpt" : " data"),
                    1,
                    Integer::sum);
        }

        /** At RCPT each recipient is looked up that is ours, but not again in the same transaction. */
        void asked(String recipient, List<String> accepted) {
            work("stage_rcpt_count", 1);
            if (!recipient.equals(STRANGER) && !accepted.contains(recipient)) {
                work("look_ups_" + LOOK_UPS.getOrDefault(recipient, "found"), 1);
            }
        }

        /** After DATA each recipient is decided about again, and gets its copies sealed and stored. */
        void processed(List<String> recipients) {
            work("stage_data_count", 1);
            for (String recipient : recipients) {
                work("look_ups_found", 1);
                work("stage_policy_count", 1);
                work("stage_chain_count", 1);
                int copies = recipient.equals(Accounts.TEAM) ? 2 : 1;
                for (String metric :
                        List.of("stage_seal_count", "seals_pgp_mime_up_to_64_kib_total", "stage_store_count")) {
                    work(metric, copies);
                }
            }
        }

        private void work(String metric, double times) {
            work.merge("sealmx_" + metric, times, Double::sum);
        }

        /** As the documents describe it: the first 80 bits of HMAC-SHA-256 over the address in lower case. */
        String hash(String address) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                byte[] octets = mac.doFinal(address.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(octets, 0, 10);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        int total() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private static Path find(SealMxServer of, String name) throws IOException {
        try (var files = Files.walk(of.folder())) {
            return files.filter(file -> file.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no " + name));
        }
    }

    /** A load of messages to one to four recipients each, some of which are refused as a whole. */
    private static void send(SealMxServer to, int messages, Answers answers) throws IOException {
        Random random = new Random(messages);
        try (LmtpClient client = to.lmtp()) {
            for (int i = 0; i < messages; i++) {
                List<String> recipients = new ArrayList<>();
                for (int j = 0; j <= random.nextInt(4); j++) {
                    recipients.add(RECIPIENTS.get(random.nextInt(RECIPIENTS.size())));
                }
                send(client, recipients, random.nextInt(20), answers);
            }
            client.command("QUIT");
        }
    }

    private static byte[] message(int kind) {
        return switch (kind) {
            case TOO_LONG ->
                Messages.fresh("", "x".repeat(70) + "\r\n" + ("y".repeat(70) + "\r\n").repeat(TOO_LARGE / 72));
            case MALFORMED -> Messages.fresh("", "a bare\nline feed\r\n");
            case 2 -> Messages.fresh("Received: from a by b id status=sent; x\r\n");
            default -> Messages.fresh("Received: by mx.example.org (Postfix) with ESMTP id 4YkQ3n2VXx; x\r\n");
        };
    }

    private static void send(LmtpClient client, List<String> recipients, int kind, Answers answers) throws IOException {
        List<ServerReply> atRcpt = client.envelope(Accounts.SENDER, recipients);
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            answers.asked(recipients.get(i), accepted);
            if (atRcpt.get(i).isPositive()) {
                accepted.add(recipients.get(i));
            } else {
                answers.add(recipients.get(i), atRcpt.get(i), true);
            }
        }
        if (accepted.isEmpty()) {
            client.command("RSET");
            return;
        }
        List<ServerReply> replies = client.data(message(kind), accepted.size());
        if (kind != TOO_LONG && kind != MALFORMED) {
            answers.processed(accepted);
        }
        for (int i = 0; i < accepted.size(); i++) {
            answers.add(accepted.get(i), replies.get(i), false);
        }
    }

    /** What the script counts, in the form of the answers. */
    private static Map<String, Integer> recount(Path log) throws Exception {
        JsonNode report = new ObjectMapper()
                .readTree(Command.require(
                        "python3", SCRIPT.toString(), "--json", "--by", "to,code,dsn,stage", log.toString()));
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode group : report.get("groups")) {
            String when = group.get("stage").asText().equals("rcpt") ? "rcpt" : "data";
            counts.merge(
                    group.get("to").asText() + " " + group.get("code").asText() + " "
                            + group.get("dsn").asText() + " " + when,
                    group.get("recipients").asInt(),
                    Integer::sum);
        }
        return counts;
    }

    @Test
    void scriptShouldCountEveryOutcomeOfAThousandMessages() throws Exception {
        Answers answers = new Answers(server);
        send(server, LOAD, answers);
        Path log = find(server, "outcomes.log");

        assertThat(recount(log)).isEqualTo(answers.counts);
        String text = Files.readString(log);
        assertThat(text).hasLineCount(answers.total()).doesNotContain("@", "nobody", "team", "elsewhere");
        System.out.println(
                new String(Command.require("python3", SCRIPT.toString(), log.toString()), StandardCharsets.UTF_8));
        for (String status : List.of("sent", "deferred", "bounced")) {
            for (String stage : status.equals("sent") ? List.of("store") : List.of("rcpt", "data|store")) {
                assertThat(text).containsPattern("status=" + status + " delay=[0-9.]+ stage=(" + stage + ") ");
            }
            assertThat(server.metric("sealmx_recipients_" + status + "_total"))
                    .as(status)
                    .isEqualTo((double) text.lines()
                            .filter(line -> line.contains(" status=" + status + " "))
                            .count());
        }
        Map<String, Double> counted = server.metrics();
        counted.entrySet()
                .removeIf(metric -> metric.getValue() == 0
                        || !WORK.matcher(metric.getKey()).matches()
                        || metric.getKey().endsWith("_sum"));
        assertThat(counted).isEqualTo(answers.work);
        assertThat(text.lines().filter(line -> line.contains(" status=sent "))).allSatisfy(line -> assertThat(line)
                .containsPattern(" account=[^- ]\\S* dsn=2\\.6\\.0 ")
                .containsPattern(" certificate=[0-9a-f]{40}"));
    }

    /** Those of the memory of CouchDB's answers exist with CouchDB only. */
    @Test
    void metricsShouldShowWhatTheDashboardAsksFor() throws Exception {
        Set<String> shown = new TreeSet<>();
        Matcher samples = Pattern.compile("(?m)^(sealmx_\\w+)").matcher(get("/metrics"));
        while (samples.find()) {
            shown.add(samples.group(1));
        }
        Set<String> asked = new TreeSet<>();
        Matcher names = Pattern.compile("sealmx_\\w+")
                .matcher(Files.readString(SCRIPT.resolveSibling("grafana-dashboard.json")));
        while (names.find()) {
            asked.add(names.group());
        }
        asked.removeIf(name -> name.startsWith("sealmx_directory_")
                && !Set.of("sealmx_directory_problems", "sealmx_directory_lag_seconds")
                        .contains(name));
        assertThat(shown).isEqualTo(asked);
    }

    @Test
    void healthChecksShouldRunInTheServer() throws Exception {
        JsonNode checks = new ObjectMapper().readTree(get("/healthcheck")).get("checks");
        Map<String, String> states = new TreeMap<>();
        checks.forEach(check -> states.put(
                check.get("componentName").asText(), check.get("status").asText()));
        assertThat(states)
                .containsEntry("SealMX directory", "degraded")
                .containsEntry("SealMX store", "healthy")
                .containsEntry("SealMX next hop", "healthy")
                .containsEntry("SealMX certificates", "healthy")
                .containsEntry("SealMX sealing", "healthy");
    }

    private static String get(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) new URL("http://127.0.0.1:" + server.webadminPort() + path).openConnection();
        try (InputStream in =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void jsonShouldBeCountedAsWellAndHaveTheIdOfTheMessageInTheQueueOfPostfix() throws Exception {
        try (SealMxServer other = start("json")) {
            Answers answers = new Answers(other);
            send(other, 60, answers);
            Path log = find(other, "outcomes.log");
            assertThat(recount(log)).isEqualTo(answers.counts);
            for (String line : Files.readAllLines(log)) {
                assertThat(new ObjectMapper().readTree(line).get("status").isTextual())
                        .isTrue();
            }
            String id = sendThroughPostfix(other);
            Await.until("the outcome of " + id, Duration.ofSeconds(30), () -> Files.readString(log)
                    .contains("\"queue\":\"" + id + "\",\"to\":\"" + answers.hash(Accounts.ALICE) + "\""));
        }
    }

    /** The id that the log of Postfix has for a message that it has handed over. */
    private static String sendThroughPostfix(SealMxServer to) throws Exception {
        Pattern sent = Pattern.compile("([0-9A-Za-z]+): to=<alice@example\\.org>.*status=sent");
        try (SmtpSink bounces = new SmtpSink();
                PostfixServer postfix = PostfixServer.start("example.org", to.lmtpPort(), bounces.port())) {
            postfix.submit(Accounts.SENDER, List.of(Accounts.ALICE), Messages.fresh());
            postfix.awaitEmptyQueue();
            Matcher line = sent.matcher(postfix.log());
            assertThat(line.find()).isTrue();
            return line.group(1);
        }
    }

    @Test
    void scriptShouldSayWhichLineIsNone() throws Exception {
        Path log = Files.createTempFile("outcomes", ".log");
        try {
            Files.writeString(log, "time=x status=sent\nnonsense\n");
            Command.Result result = Command.run("python3", SCRIPT.toString(), log.toString());
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.errors()).contains(log + ":1: not an outcome", log + ":2: not an outcome");
        } finally {
            Files.delete(log);
        }
    }
}
