package org.sealmx.it.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.Gpg;
import org.sealmx.it.harness.ImapClient;
import org.sealmx.it.harness.JavaHomes;
import org.sealmx.it.harness.JavaHomes.JavaHome;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.WorkFolder;

/**
 * James' own memory servers, unmodified, with SealMX installed as {@code docs/OPERATING.md} says: that of 3.8.1 as
 * Maven Central has it, another 3.8 and a 3.9 if {@code SEALMX_JAMES_38} and {@code SEALMX_JAMES_39} name their
 * folders, each on every Java of this computer that it runs on.
 */
class StockServerIT {

    /** What a JVM returns when SIGTERM has ended it. */
    private static final int TERMINATED = 143;

    @SuppressWarnings("SystemOut") // tells what was left out
    static List<Arguments> servers() throws IOException {
        List<Arguments> servers = new ArrayList<>(onEveryJava(StockServer.james38()));
        Optional<StockServer> other = StockServer.otherJames38();
        if (other.isPresent()) {
            servers.addAll(onEveryJava(other.get()));
        }
        Optional<StockServer> james39 = StockServer.james39();
        if (james39.isPresent()) {
            servers.addAll(onEveryJava(james39.get()));
        } else {
            System.out.println("James 3.9: no whole server was run, since SEALMX_JAMES_39 names none");
        }
        return servers;
    }

    private static List<Arguments> onEveryJava(StockServer server) throws IOException {
        return JavaHomes.since(server.oldestJava()).stream()
                .map(java -> Arguments.of(server.release(), java.version(), server, java))
                .toList();
    }

    @Test
    void serverOfMavenCentralShouldHaveTheLibrariesThatItsJarNames() throws Exception {
        StockServer server = StockServer.james38();

        assertThat(server.release()).isEqualTo("3.8.1");
        assertThat(server.librariesFound()).containsExactlyInAnyOrderElementsOf(server.libraries());
    }

    @ParameterizedTest(name = "James {0} on Java {1}")
    @MethodSource("servers")
    @SuppressWarnings("SystemOut") // tells what was run
    void guideShouldLeadToAMessageThatOnlyItsRecipientOpens(
            String release, int version, StockServer server, JavaHome java) throws Exception {
        StockPorts ports = StockPorts.free();
        try (WorkFolder folder = new WorkFolder("stock")) {
            GuidedInstallation installation = new GuidedInstallation(folder, server, ports);
            installation.unpackJames();
            installation.follow();
            try (StockProcess james = StockProcess.start(folder, java, installation.startLine())) {
                james.awaitLmtp(ports.lmtp());
                login(installation);
                deliverAndOpen(ports);
                refuseStranger(ports);
                askWebadmin(ports);
                james.kill();
            }
            installation.deleteJournal();
            try (StockProcess james = StockProcess.start(folder, java, installation.startLine())) {
                james.awaitLmtp(ports.lmtp());
                login(installation);
                deliverAndOpen(ports);
                assertThat(james.stop()).isEqualTo(TERMINATED);
                assertThat(james.said()).doesNotContain("sealmx: ", "LinkageError", "NoSuchMethodError");
            }
        }
        System.out.println("James " + release + " on Java " + version + ": installed as documented, and used");
    }

    private static void login(GuidedInstallation installation) throws Exception {
        Command.require("bash", "-c", installation.loginLine().strip() + " --fail --silent --show-error");
    }

    private static void deliverAndOpen(StockPorts ports) throws Exception {
        byte[] message = Messages.fresh("Subject: hidden\r\n", "for alice only\r\n");
        try (LmtpClient client = LmtpClient.lhlo(ports.lmtp())) {
            assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), message))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.6.0");
        }
        byte[] stored;
        try (ImapClient client = ImapClient.login(ports.imap(), Accounts.ALICE, SealMxServer.PASSWORD)) {
            assertThat(client.countInbox()).isEqualTo(1);
            stored = client.fetch(1);
        }
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("hidden", "for alice only");
        byte[] armor = SealedMessage.parse(stored).armor();
        assertThat(new String(Accounts.shared().gpg().decrypt(armor), StandardCharsets.ISO_8859_1))
                .contains("Subject: hidden", "for alice only");
        try (Gpg other = new Gpg()) {
            other.add(Accounts.shared().bob());
            assertThatThrownBy(() -> other.decrypt(armor)).hasMessageContaining("No secret key");
        }
    }

    private static void refuseStranger(StockPorts ports) throws IOException {
        try (LmtpClient client = LmtpClient.lhlo(ports.lmtp())) {
            assertThat(client.envelope(Accounts.SENDER, List.of(Accounts.NOBODY)))
                    .extracting(ServerReply::status)
                    .last()
                    .isEqualTo("550 5.1.1");
        }
    }

    private static void askWebadmin(StockPorts ports) throws Exception {
        for (String check : List.of("directory", "store", "sealing", "certificates")) {
            assertThat(get(ports, "/healthcheck/checks/SealMX%20" + check)).contains("\"healthy\"");
        }
        assertThat(get(ports, "/metrics")).contains("sealmx");
        assertThat(get(ports, "/sealmx/recipients/" + Accounts.ALICE)).contains(Accounts.ALICE);
    }

    private static String get(StockPorts ports, String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.webadmin() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }
}
