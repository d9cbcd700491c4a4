package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.CheckPostfix;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.PostfixSample;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.SmtpSink;

/** Debian's Postfix asks the running server, with the configuration in {@code james-conf/postfix}. */
class PostfixLookupsIT {

    private static final String FINGERPRINT = "0a:1b:2c:3d:4e:5f:60:71:82:93:a4:b5:c6:d7:e8:f9:0a:1b:2c:3d";
    private static final String EXPIRED = FINGERPRINT.replace("0a", "0b");
    private static final String SPACE = "john smith@example.org";
    private static final String UMLAUT = "j\u00f6rg@example.org";

    /** For clients that Postfix does not trust. */
    private static final String STRANGERS = "mynetworks = 127.0.0.2\n";

    private static int socketmapPort;
    private static int recipientPort;
    private static int aliasPort;
    private static int certificatePort;
    private static SealMxServer server;
    private static SmtpSink others;
    private static PostfixServer postfix;

    @BeforeAll
    static void startServers() throws Exception {
        socketmapPort = Ports.free();
        recipientPort = Ports.free();
        aliasPort = Ports.free();
        certificatePort = Ports.free();
        server = SealMxServer.builder()
                .directory(PostfixLookupsIT::write)
                .option("--socketmap-port", Integer.toString(socketmapPort))
                .option("--tcp-table-ports", recipientPort + "," + aliasPort + "," + certificatePort)
                .start();
        others = new SmtpSink();
        postfix = start(STRANGERS);
    }

    private static void write(DirectoryFile directory) {
        Accounts accounts = Accounts.shared();
        accounts.writeTo(directory);
        directory
                .alias("\"john smith\"@example.org", Accounts.ALICE)
                .account(UMLAUT, accounts.alice().certificate())
                .clientCertificate(Accounts.ALICE, FINGERPRINT, "2999-12-31")
                .clientCertificate(Accounts.ALICE, EXPIRED, "2020-12-31");
    }

    private static PostfixServer start(String furtherLines) throws Exception {
        return PostfixServer.startWhole(
                PostfixSample.mainCf(socketmapPort, server.lmtpPort()),
                PostfixSample.masterCf(),
                others.port(),
                furtherLines);
    }

    @AfterAll
    static void stopServers() throws Exception {
        postfix.close();
        others.close();
        server.close();
    }

    /** What {@code postmap -q} prints; empty when it finds nothing. */
    private static String found(String key, String table) throws Exception {
        Command.Result result = postfix.postmap(key, table);
        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(result.text().isEmpty() ? 1 : 0);
        return result.text().strip();
    }

    private static String socketmap(String name) {
        return "socketmap:inet:127.0.0.1:" + socketmapPort + ":" + name;
    }

    private static String tcp(int port) {
        return "tcp:127.0.0.1:" + port;
    }

    @Test
    void postmapShouldFindRecipients() throws Exception {
        String table = socketmap("recipient");
        for (String address :
                List.of(Accounts.ALICE, "Alice+news@Example.ORG", Accounts.TEAM, Accounts.HEIDI, SPACE, UMLAUT)) {
            assertThat(found(address, table)).as(address).isEqualTo("OK");
        }
        for (String address :
                List.of(Accounts.NOBODY, Accounts.CAROL, "alice@example.com", "@example.org", "example.org")) {
            assertThat(found(address, table)).as(address).isEmpty();
        }
        Command.Result deferred = postfix.postmap(Accounts.DAVE, table);
        assertThat(deferred.exitCode()).isEqualTo(1);
        assertThat(deferred.errors()).contains("temporary error", "4.7.5 The recipient cannot receive mail now");
    }

    @Test
    void postmapShouldFindWhatToDoWithRecipients() throws Exception {
        String table = socketmap("access");
        assertThat(found(Accounts.ALICE, table)).isEqualTo("DUNNO");
        assertThat(found(Accounts.NOBODY, table)).isEqualTo("550 5.1.1 No such address here");
        assertThat(found(Accounts.CAROL, table)).isEqualTo("550 5.2.1 This account does not accept mail");
        assertThat(found(Accounts.DAVE, table)).isEqualTo("450 4.7.5 The recipient cannot receive mail now");
        assertThat(found("alice@example.com", table)).as("no opinion").isEmpty();
    }

    @Test
    void postmapShouldFindAccounts() throws Exception {
        String table = socketmap("alias");
        assertThat(found(Accounts.ALICE, table)).isEqualTo("alice@deliver.local");
        assertThat(found("postmaster@example.org", table)).isEqualTo("alice@deliver.local");
        assertThat(found(Accounts.TEAM, table)).as("two accounts").isEmpty();
        assertThat(found(Accounts.NOBODY, table)).isEmpty();
    }

    @Test
    void postmapShouldFindClientCertificates() throws Exception {
        for (String table : List.of(socketmap("certificate"), tcp(certificatePort))) {
            assertThat(found(FINGERPRINT.toUpperCase(Locale.ROOT), table)).isEqualTo(FINGERPRINT + " 2999-12-31");
            assertThat(found(EXPIRED, table)).isEmpty();
            assertThat(found(FINGERPRINT.replace("0a", "0c"), table)).isEmpty();
        }
    }

    @Test
    void postmapShouldFindTransports() throws Exception {
        String table = socketmap("transport");
        assertThat(found("example.org", table)).isEqualTo("lmtp:inet:127.0.0.1:" + server.lmtpPort());
        assertThat(found(Accounts.NOBODY, table)).isEqualTo("lmtp:inet:127.0.0.1:" + server.lmtpPort());
        assertThat(found("example.com", table)).isEmpty();
    }

    @Test
    void postmapShouldSayThatThereIsNoSuchMap() throws Exception {
        Command.Result result = postfix.postmap(Accounts.ALICE, socketmap("recipients"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors())
                .contains("there is no such map here; the maps are access, alias, certificate, recipient, transport");
    }

    @Test
    void tcpTablesShouldAnswerAsLeapMx() throws Exception {
        assertThat(found(Accounts.ALICE, tcp(recipientPort))).isEqualTo("OK");
        assertThat(found(SPACE, tcp(recipientPort))).isEqualTo("OK");
        assertThat(found(Accounts.DAVE, tcp(recipientPort)))
                .isEqualTo("450 4.7.5 The recipient cannot receive mail now");
        assertThat(found(Accounts.NOBODY, tcp(recipientPort))).isEqualTo("550 5.1.1 No such address here");
        assertThat(found("alice@example.com", tcp(recipientPort))).isEmpty();
        assertThat(found(Accounts.ALICE, tcp(aliasPort))).isEqualTo("alice@deliver.local");
        assertThat(found(Accounts.NOBODY, tcp(aliasPort))).isEmpty();
    }

    /** Each map is asked for a key that it has, one that it has not, and one for which mail waits. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    socketmap_recipient   | alice@example.org | alice@example.com  | dave@example.org
                    socketmap_access      | alice@example.org | alice@example.com  | -
                    socketmap_alias       | alice@example.org | nobody@example.org | ivan@example.org
                    socketmap_certificate | FINGERPRINT       | EXPIRED            | -
                    socketmap_transport   | example.org       | example.com        | -
                    tcp_table_recipient   | alice@example.org | alice@example.com  | -
                    tcp_table_alias       | alice@example.org | nobody@example.org | ivan@example.org
                    tcp_table_certificate | FINGERPRINT       | EXPIRED            | -
                    """)
    void answersOfAMapShouldBeCounted(String map, String found, String notFound, @Nullable String deferred)
            throws Exception {
        requireCounted(map, found, "found");
        requireCounted(map, notFound, "not_found");
        if (deferred != null) {
            requireCounted(map, deferred, "deferred");
        }
    }

    /** One look-up raises one metric of the answers of all maps, by one. */
    private static void requireCounted(String map, String key, String result) throws Exception {
        String table =
                switch (map) {
                    case "tcp_table_recipient" -> tcp(recipientPort);
                    case "tcp_table_alias" -> tcp(aliasPort);
                    case "tcp_table_certificate" -> tcp(certificatePort);
                    default -> socketmap(map.substring("socketmap_".length()));
                };
        Map<String, Double> expected = lookups();
        expected.merge("sealmx_postfix_" + map + "_" + result + "_total", 1.0, Double::sum);
        postfix.postmap(key.replace("FINGERPRINT", FINGERPRINT).replace("EXPIRED", EXPIRED), table);
        assertThat(lookups()).isEqualTo(expected);
    }

    private static Map<String, Double> lookups() throws Exception {
        Map<String, Double> figures = server.metrics();
        figures.keySet().removeIf(name -> !name.matches("sealmx_postfix_(socketmap|tcp_table)_.*"));
        return figures;
    }

    private static ServerReply rcpt(PostfixServer which, String recipient) throws Exception {
        try (LmtpClient client = LmtpClient.connect(which.smtpPort())) {
            client.command("EHLO client.example.net");
            client.command("MAIL FROM:<" + Accounts.SENDER + "> SMTPUTF8");
            return client.command("RCPT TO:<" + recipient + ">");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nobody@example.org         | 550 5.1.1 | No such address here
                    nobody+news@example.org    | 550 5.1.1 | No such address here
                    "no body"@example.org      | 550 5.1.1 | No such address here
                    n\u00f6body@example.org    | 550 5.1.1 | No such address here
                    carol@example.org          | 550 5.2.1 | This account does not accept mail
                    dave@example.org           | 450 4.7.5 | The recipient cannot receive mail now
                    ivan@example.org           | 450 4.7.5 | The recipient cannot receive mail now
                    grace@example.org          | 452 4.2.2 | The recipient's mailbox is full
                    someone@example.com        | 554 5.7.1 | Relay access denied
                    nobody@localhost           | 550 5.1.1 | This machine keeps no mail
                    root@localhost             | 550 5.1.1 | This machine keeps no mail
                    root@[127.0.0.1]           | 550 5.1.1 | This machine keeps no mail
                    """)
    void recipientShouldBeRefusedInTheSmtpSession(String recipient, String code, String text) throws Exception {
        ServerReply reply = rcpt(postfix, recipient);
        assertThat(reply.lastLine()).startsWith(code + " ").contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.org",
                "ALICE+news@Example.org",
                "team@example.org",
                "heidi@example.org",
                "\"john smith\"@example.org",
                "j\u00f6rg@example.org"
            })
    void validRecipientShouldBeAccepted(String recipient) throws Exception {
        assertThat(rcpt(postfix, recipient).code()).isEqualTo(250);
    }

    @Test
    void clientsOfMynetworksShouldReadTheSameRefusals() throws Exception {
        try (PostfixServer trusting = start("mynetworks = 127.0.0.1\n")) {
            assertThat(rcpt(trusting, Accounts.NOBODY).lastLine()).startsWith("550 5.1.1 ");
            assertThat(rcpt(trusting, Accounts.CAROL).lastLine()).startsWith("550 5.2.1 ");
            assertThat(rcpt(trusting, "someone@example.com").code()).isEqualTo(250);
            assertThat(rcpt(trusting, "root@localhost").lastLine()).startsWith("550 5.1.1 ");
        }
    }

    /** As on a machine whose administrator takes only the list. */
    @Test
    void listOfRecipientsShouldRefuseByItself() throws Exception {
        try (PostfixServer listOnly = start(STRANGERS + "smtpd_recipient_restrictions =\n")) {
            assertThat(rcpt(listOnly, Accounts.ALICE).code()).isEqualTo(250);
            assertThat(rcpt(listOnly, Accounts.NOBODY).lastLine()).startsWith("550 5.1.1 ");
            assertThat(rcpt(listOnly, Accounts.CAROL).code()).isEqualTo(550);
            assertThat(rcpt(listOnly, Accounts.DAVE).code()).isEqualTo(451);
        }
    }

    @Test
    void mailShouldArriveSealedAndNothingBeBounced() throws Exception {
        int before = server.count(Accounts.JUDY);
        try (LmtpClient client = LmtpClient.connect(postfix.smtpPort())) {
            client.command("EHLO client.example.net");
            client.command("MAIL FROM:<" + Accounts.SENDER + ">");
            assertThat(client.command("RCPT TO:<" + Accounts.NOBODY + ">").code())
                    .isEqualTo(550);
            assertThat(client.command("RCPT TO:<" + Accounts.JUDY + ">").code()).isEqualTo(250);
            assertThat(client.data(Messages.fresh(), 1).get(0).code()).isEqualTo(250);
        }
        SealedMessage.parse(server.awaitMessage(Accounts.JUDY, before + 1));
        postfix.awaitEmptyQueue();
        assertThat(others.received()).isEmpty();
    }

    /** The tables of leap_mx, in the places where leap_platform names them. */
    @Test
    void mailShouldArriveByLeapMxTables() throws Exception {
        String leap = STRANGERS
                + "virtual_mailbox_maps =\nvirtual_mailbox_domains =\nvirtual_transport = virtual\n"
                + "relay_domains = example.org, deliver.local\n"
                + "relay_transport = lmtp:inet:127.0.0.1:" + server.lmtpPort() + "\n"
                + "virtual_alias_maps = " + tcp(aliasPort) + "\n"
                + "smtpd_recipient_restrictions = check_recipient_access " + tcp(recipientPort) + ", reject\n";
        int before = server.count(Accounts.BOB);
        try (PostfixServer asBefore = start(leap)) {
            assertThat(rcpt(asBefore, Accounts.NOBODY).lastLine()).startsWith("550 5.1.1 ");
            assertThat(rcpt(asBefore, Accounts.DAVE).lastLine()).startsWith("450 4.7.5 ");
            asBefore.submit(Accounts.SENDER, List.of(Accounts.BOB), Messages.fresh());
            SealedMessage.parse(server.awaitMessage(Accounts.BOB, before + 1));
            asBefore.awaitEmptyQueue();
            assertThat(asBefore.log()).contains("to=<bob@deliver.local>, orig_to=<" + Accounts.BOB + ">");
        }
    }

    @Test
    void checkShouldFindNothingWrongWithTheSample() throws Exception {
        String directory = server.folder().resolve("directory.json").toString();
        assertThat(CheckPostfix.report(postfix, server.lmtpPort(), directory))
                .doesNotContain("Postfix: ")
                .contains("; no fault found");
    }

    @Test
    void malformedRequestsShouldNameNobodyInTheLog() throws Exception {
        String longKey = "secret-word@example.org".repeat(1_000);
        postfix.postmap(longKey, socketmap("recipient"));
        postfix.postmap(longKey, tcp(recipientPort));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), socketmapPort)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("hello secret-word@example.org\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .contains("PERM the request must be a netstring");
        }
        assertThat(server.log().text())
                .contains("Closed a connection for look-ups by socketmap", "the request is longer than 4096 octets")
                .doesNotContain("secret-word");
        assertThat(found(Accounts.ALICE, socketmap("recipient"))).isEqualTo("OK");
    }
}
