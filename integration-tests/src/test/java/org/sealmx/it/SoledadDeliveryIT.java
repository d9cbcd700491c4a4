package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.couchdb.ScriptedServer;
import org.sealmx.couchdb.ScriptedServer.Exchange;
import org.sealmx.couchdb.ScriptedServer.Request;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CodeBlocks;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.FileSearch;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.ServerConf;
import org.sealmx.it.harness.ServerPaths;

/** A provider whose clients fetch mail from Soledad. A scripted server implements its API for incoming mail. */
class SoledadDeliveryIT {

    private static final String CANARY = "the-words-that-soledad-never-reads";
    private static final String MAILET = "org.sealmx.mailets.DeliverToSoledad";

    private static final Map<String, String> STORED = new ConcurrentHashMap<>();
    private static volatile int status;
    private static ScriptedServer soledad;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        status = 200;
        soledad = ScriptedServer.start(SoledadDeliveryIT::handle);
        server = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .conf(conf ->
                        conf.replace("mailetcontainer.xml", "(\\.EncryptForRecipient\">)", "$1<format>leap</format>"))
                .conf(SoledadDeliveryIT::deliverToSoledad)
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        soledad.close();
    }

    private static void deliverToSoledad(ServerConf conf) throws IOException {
        String sample = CodeBlocks.inJavadoc(ServerPaths.root().resolve("mailets/src/main/java")).stream()
                .filter(text -> text.contains(MAILET))
                .findFirst()
                .orElseThrow();
        conf.replace(
                "mailetcontainer.xml",
                "(?s)<mailet match=\"org.sealmx.matchers.IsSealed\" class=\"org.sealmx.mailets.DeliverToMailbox\".*?</mailet>",
                Matcher.quoteReplacement(sample));
        conf.replace("sealmx.properties", "(?m)^store=mailbox$", "store=soledad");
        conf.append(
                "sealmx.properties",
                "soledad-url=" + soledad.uri()
                        + "\nsoledad-token=file://conf/soledad.token\nsoledad-user-prefix=user-");
        conf.write("soledad.token", "top-secret\n");
    }

    private static void handle(Request request, Exchange exchange) throws IOException {
        if (!"Token dG9wLXNlY3JldA==".equals(request.headers().get("authorization"))) {
            exchange.answer(401, "text/plain", "");
        } else if (status != 200) {
            exchange.answer(status, "text/plain", "");
        } else if (STORED.putIfAbsent(request.path(), request.text()) != null) {
            exchange.answer(409, "text/plain", "");
        } else {
            exchange.json(200, "{\"success\": true}");
        }
    }

    @Test
    void messageShouldBePutOnceAndBeOpenedByGpg() throws Exception {
        byte[] text = Messages.fresh("Subject: " + CANARY + "\r\n", CANARY + "\r\n");

        assertThat(deliver(Accounts.BOB, text)).isEqualTo("250 2.6.0");
        assertThat(deliver(Accounts.BOB, text)).isEqualTo("250 2.6.0");

        assertThat(STORED).hasSize(1);
        Map.Entry<String, String> stored = STORED.entrySet().iterator().next();
        assertThat(stored.getKey()).matches("/incoming/user-[a-z0-9-]+/[0-9a-f]{64}");
        JsonNode json = new JsonMapper()
                .readTree(Accounts.shared().gpg().decrypt(stored.getValue().getBytes(StandardCharsets.US_ASCII)));
        assertThat(json.path("incoming").asBoolean()).isTrue();
        assertThat(json.path("content").asText()).isEqualTo(new String(text, StandardCharsets.US_ASCII));
        assertThat(soledad.requests())
                .allSatisfy(request -> assertThat(request.path() + request.headers() + request.text())
                        .doesNotContain(CANARY, "top-secret"));
        assertThat(FileSearch.filesWith(server.folder(), CANARY)).isEmpty();
        assertThat(server.log().text()).doesNotContain("top-secret", "dG9wLXNlY3JldA");
    }

    @Test
    void replyShouldBeThatOfSoledadsAnswer() throws Exception {
        try {
            status = 507;
            assertThat(deliver(Accounts.ALICE, Messages.fresh())).isEqualTo("452 4.2.2");
            status = 413;
            assertThat(deliver(Accounts.ALICE, Messages.fresh())).isEqualTo("552 5.3.4");
            status = 503;
            assertThat(deliver(Accounts.ALICE, Messages.fresh())).isEqualTo("451 4.3.0");
        } finally {
            status = 200;
        }
    }

    @Test
    void startShouldBeRefusedWhenSealingIsForMailPrograms() throws Exception {
        Command.Result result = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .conf(SoledadDeliveryIT::deliverToSoledad)
                .startAndFail();

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.errors()).contains(MAILET + " delivers messages sealed with <format>leap</format>");
    }

    private static String deliver(String recipient, byte[] text) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            return client.deliver(Accounts.SENDER, List.of(recipient), text).stream()
                    .map(ServerReply::status)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
