package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.MimeEntity;
import org.sealmx.it.harness.Octets;
import org.sealmx.it.harness.Openssl;
import org.sealmx.it.harness.OperatorsGuide;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.Sample;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.ServerBuilder;
import org.sealmx.it.harness.ServerConf;
import org.sealmx.it.harness.ServerPaths;
import org.sealmx.it.harness.SignedSample;
import org.sealmx.it.harness.SmtpSink;
import org.sealmx.it.harness.WorkFolder;

/** The samples in {@code docs/OPERATING.md} work unchanged, except for the ports. */
class OperatorsGuideIT {

    private static final Pattern CURL = Pattern.compile("curl -X (?<method>[A-Z]+) -H '(?<name>[^:]+): (?<value>[^']+)'"
            + " -d '(?<body>[^']+)' http://127\\.0\\.0\\.1:8000(?<path>/\\S+)");

    private static int imapsPort;
    private static WorkFolder keys;
    private static Openssl.Certificate tls;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        imapsPort = Ports.free();
        keys = new WorkFolder("keys");
        tls = Openssl.rsa(keys, "imap@example.org", 2048);
        ServerBuilder builder = SealMxServer.builder();
        server = builder.conf(OperatorsGuideIT::asDocumented)
                .option(
                        "--directory",
                        builder.folder().resolve("conf/directory.json").toString())
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        keys.close();
    }

    private static void asDocumented(ServerConf conf) throws IOException {
        conf.write("extensions.properties", OperatorsGuide.extensions());
        conf.write("sealmx.properties", OperatorsGuide.block("properties", "domains="));
        conf.write("directory.json", OperatorsGuide.directory());
        conf.write("jvm.properties", OperatorsGuide.block("properties", "james.message.memory.threshold"));
        conf.write("domainlist.xml", OperatorsGuide.block("xml", "<domainlist>"));
        conf.write("jmx.properties", OperatorsGuide.block("properties", "jmx.enabled"));
        conf.write(
                "webadmin.properties",
                OperatorsGuide.block("properties", "extensions.routes")
                        .replace("port=8000", "port=${sys:sealmx.webadmin.port}"));
        conf.write("healthcheck.properties", OperatorsGuide.block("properties", "additional.healthchecks"));
        conf.write(
                "imapserver.xml", OperatorsGuide.imapServers("${sys:sealmx.imap.port}", Integer.toString(imapsPort)));
        Files.copy(tls.secretFile(), conf.folder().resolve("imap.key"));
        Files.copy(tls.certificateFile(), conf.folder().resolve("imap.crt"));
        conf.write("mailetcontainer.xml", OperatorsGuide.block("xml", "<mailetcontainer"));
        conf.write(
                "lmtpserver.xml",
                OperatorsGuide.withLmtp(
                        OperatorsGuide.block("xml", "<lmtpservers>"), "127.0.0.1:${sys:sealmx.lmtp.port}"));
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
        try (SmtpSink others = new SmtpSink();
                PostfixServer postfix = startPostfix(others);
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

    @Test
    void longLinesShouldGoThroughPostfixWhole() throws Exception {
        Accounts accounts = Accounts.shared();
        Sample signed = SignedSample.withLinesOf(accounts.gpg(), accounts.bob(), 998, 999, 4_000, 1_000_000 - 2);
        try (SmtpSink others = new SmtpSink();
                PostfixServer postfix = startPostfix(others)) {
            int before = server.count(Accounts.ALICE);
            postfix.submit(Accounts.SENDER, List.of(Accounts.ALICE), signed.bytes());
            SealedMessage sealed = SealedMessage.parse(server.awaitMessage(Accounts.ALICE, before + 1));

            MimeEntity opened = MimeEntity.parse(accounts.gpg().decrypt(sealed.armor()));
            byte[] body = MimeEntity.parse(signed.bytes()).body();
            assertThat(Octets.indexOf(opened.body(), new String(body, StandardCharsets.US_ASCII), 0))
                    .as("the body, octet for octet")
                    .isNotNegative();
            postfix.awaitEmptyQueue();
            assertThat(others.received()).isEmpty();
        }
    }

    private static PostfixServer startPostfix(SmtpSink others) throws Exception {
        int port = server.lmtpPort();
        return PostfixServer.start("example.org", port, others.port(), OperatorsGuide.mainCf(port));
    }

    @Test
    void missingModuleShouldBeComplainedOfAsDocumented() throws Exception {
        String complaint = "No injectable constructor for type DirectoryValidation";
        assertThat(Files.readString(ServerPaths.root().resolve("docs/OPERATING.md")))
                .contains("`" + complaint + "`");
        Command.Result start = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .conf(conf -> conf.write("healthcheck.properties", "")
                        .replace("extensions.properties", "guice.extension.module=.*", ""))
                .startAndFail();
        assertThat(start.errors()).contains(complaint);
    }

    @Test
    void monitoringShouldBeToldOfTheDirectory() throws Exception {
        assertThat(server.directoryHealth()).contains("\"healthy\"");
    }

    @Test
    void loginShouldBeMadeByTheDocumentedLineAndUsedWithTls() throws Exception {
        Matcher curl = CURL.matcher(OperatorsGuide.block("sh", "{\"password\":"));
        assertThat(curl.find()).isTrue();
        String password = "correct horse";
        assertThat(curl.group("body")).isEqualTo("{\"password\":\"" + password + "\"}");
        // alice already has a login
        String path = curl.group("path");
        assertThat(path).contains("alice@");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.webadminPort() + path.replace("alice@", "new@")))
                .method(curl.group("method"), HttpRequest.BodyPublishers.ofString(curl.group("body")))
                .header(curl.group("name"), curl.group("value"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(204);

        Command.Result session = Command.run(
                ("a LOGIN new@example.org \"" + password + "\"\r\nb LOGOUT\r\n").getBytes(StandardCharsets.US_ASCII),
                List.of("openssl", "s_client", "-quiet", "-ign_eof", "-connect", "127.0.0.1:" + imapsPort));
        assertThat(session.text()).contains("a OK ");
        URI metrics = URI.create("http://127.0.0.1:" + server.webadminPort() + "/metrics");
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}
