package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CodeBlocks;
import org.sealmx.it.harness.LmtpClient;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.ServerBuilder;
import org.sealmx.it.harness.ServerConf;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.SmtpSink;

/** What the README tells an operator to write works as it stands there; only ports are others. */
class ReadmeSamplesIT {

    private static final String SAMPLE_LMTP = "127.0.0.1:10024";

    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        ServerBuilder builder = SealMxServer.builder();
        server = builder.conf(ReadmeSamplesIT::asInReadme)
                .option(
                        "--directory",
                        builder.folder().resolve("conf/directory.json").toString())
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    private static void asInReadme(ServerConf conf) throws IOException {
        conf.write("extensions.properties", block("properties", "guice.extension.module"));
        conf.write("sealmx.properties", block("properties", "domains="));
        conf.write("directory.json", withCertificate(block("json", "\"Identity\"")));
        conf.write("jvm.properties", block("properties", "james.message.memory.threshold"));
        conf.write("mailetcontainer.xml", block("xml", "<mailetcontainer"));
        String lmtp = block("xml", "<lmtpservers>");
        assertThat(lmtp).contains(SAMPLE_LMTP);
        conf.write("lmtpserver.xml", lmtp.replace(SAMPLE_LMTP, "127.0.0.1:${sys:sealmx.lmtp.port}"));
    }

    private static String withCertificate(String json) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode documents = mapper.readTree(json);
        ((ObjectNode) documents.get(0).get("keys"))
                .put("pgp", Accounts.shared().alice().certificate());
        return mapper.writeValueAsString(documents);
    }

    @Test
    void configurationShouldDeliver() throws Exception {
        int before = server.count(Accounts.ALICE);
        try (LmtpClient client = server.lmtp()) {
            client.deliver(Accounts.SENDER, List.of(Accounts.ALICE, "postmaster@example.org"), Messages.fresh());
        }
        List<byte[]> inbox = server.inbox(Accounts.ALICE);
        assertThat(inbox).hasSizeGreaterThan(before);
        SealedMessage.parse(inbox.get(before));
    }

    @Test
    void postfixShouldAskBeforeItAcceptsARecipient() throws Exception {
        String sample = block("", "relay_transport");
        assertThat(sample).contains(SAMPLE_LMTP);
        String mainCf = sample.replace(SAMPLE_LMTP, "127.0.0.1:" + server.lmtpPort()) + "mynetworks = 127.0.0.2\n";
        try (SmtpSink others = new SmtpSink();
                PostfixServer postfix = PostfixServer.start("example.org", server.lmtpPort(), others.port(), mainCf);
                LmtpClient client = LmtpClient.connect(postfix.smtpPort())) {
            client.command("EHLO client.example.net");
            client.command("MAIL FROM:<" + Accounts.SENDER + ">");
            assertThat(client.command("RCPT TO:<nobody@example.org>").code()).isEqualTo(550);
            assertThat(client.command("RCPT TO:<alice@example.com>").code()).isIn(454, 554);
            assertThat(client.command("RCPT TO:<alice@example.org>").code()).isEqualTo(250);
            int before = server.count(Accounts.ALICE);
            assertThat(client.data(Messages.fresh(), 1).get(0).code()).isEqualTo(250);
            server.awaitMessage(Accounts.ALICE, before + 1);
            postfix.awaitEmptyQueue();
        }
    }

    private static String block(String language, String holding) throws IOException {
        Path readme = ServerPaths.root().resolve("README.md");
        return CodeBlocks.inMarkdown(readme, language, holding);
    }
}
