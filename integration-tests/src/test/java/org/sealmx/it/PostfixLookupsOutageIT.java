package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.Command;
import org.sealmx.it.harness.CouchDirectory;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.PostfixSample;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SharedServers;
import org.sealmx.it.harness.SmtpSink;

/** Postfix asks while CouchDB is away: it defers, refuses nobody for good, and needs nothing to forget afterwards. */
class PostfixLookupsOutageIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String FINGERPRINT = "0a:1b:2c:3d:4e:5f:60:71:82:93:a4:b5:c6:d7:e8:f9:0a:1b:2c:3d";

    @Test
    void outageShouldDeferEverybodyWhoIsNotInMemoryAndEndWithItself() throws Exception {
        int socketmapPort = Ports.free();
        List<Integer> tcp = List.of(Ports.free(), Ports.free(), Ports.free());
        try (CouchDirectory couch = new CouchDirectory(SharedServers.couchDb())) {
            Accounts.shared().writeTo(couch.documents());
            couch.documents().clientCertificate(Accounts.ALICE, FINGERPRINT, "2999-12-31");
            couch.publishAll();
            try (SealMxServer server = SealMxServer.builder()
                            .directory(Accounts.shared()::writeTo)
                            .couchDb(couch)
                            .option("--socketmap-port", Integer.toString(socketmapPort))
                            .option(
                                    "--tcp-table-ports",
                                    tcp.get(0) + "," + tcp.get(1) + "," + tcp.get(2))
                            .start();
                    SmtpSink others = new SmtpSink();
                    PostfixServer postfix = PostfixServer.startWhole(
                            PostfixSample.mainCf(socketmapPort, server.lmtpPort()),
                            PostfixSample.masterCf(),
                            others.port(),
                            "mynetworks = 127.0.0.2\n")) {
                String recipient = "socketmap:inet:127.0.0.1:" + socketmapPort + ":recipient";
                String certificate = "socketmap:inet:127.0.0.1:" + socketmapPort + ":certificate";
                assertThat(code(postfix, Accounts.ALICE)).isEqualTo(250);
                assertThat(code(postfix, Accounts.CAROL)).isEqualTo(550);
                assertThat(postfix.postmap(FINGERPRINT, certificate).text().strip())
                        .isEqualTo(FINGERPRINT + " 2999-12-31");

                couch.server().interrupt();
                try {
                    assertThat(code(postfix, Accounts.ALICE)).as("known from memory").isEqualTo(250);
                    for (String address : List.of(Accounts.BOB, Accounts.JUDY, Accounts.NOBODY)) {
                        assertThat(code(postfix, address)).as(address).isBetween(400, 499);
                        requireDeferred(postfix.postmap(address, recipient));
                        requireDeferred(postfix.postmap(address, "tcp:127.0.0.1:" + tcp.get(0)));
                        requireDeferred(postfix.postmap(address, "tcp:127.0.0.1:" + tcp.get(1)));
                    }
                    requireDeferred(postfix.postmap(FINGERPRINT, certificate));
                    requireDeferred(postfix.postmap(FINGERPRINT, "tcp:127.0.0.1:" + tcp.get(2)));
                    assertThat(postfix.postmap(
                                            Accounts.BOB, "socketmap:inet:127.0.0.1:" + socketmapPort + ":transport")
                                    .text())
                            .as("asks no directory")
                            .startsWith("lmtp:inet:");
                } finally {
                    couch.server().resume();
                }
                Await.until("250 for bob", LIMIT, () -> code(postfix, Accounts.BOB) == 250);
                assertThat(code(postfix, Accounts.NOBODY)).isEqualTo(550);
            }
        }
    }

    /** SealMX itself is away: Postfix has nobody to ask, and defers. */
    @Test
    void endOfTheServerShouldDefer() throws Exception {
        int socketmapPort = Ports.free();
        try (SealMxServer server = SealMxServer.builder()
                        .directory(Accounts.shared()::writeTo)
                        .option("--socketmap-port", Integer.toString(socketmapPort))
                        .start();
                SmtpSink others = new SmtpSink();
                PostfixServer postfix = PostfixServer.startWhole(
                        PostfixSample.mainCf(socketmapPort, server.lmtpPort()),
                        PostfixSample.masterCf(),
                        others.port(),
                        "mynetworks = 127.0.0.2\n")) {
            assertThat(code(postfix, Accounts.ALICE)).isEqualTo(250);
            server.stop();
            assertThat(code(postfix, Accounts.ALICE)).isBetween(400, 499);
            assertThat(code(postfix, Accounts.NOBODY)).isBetween(400, 499);
            server.restart();
            assertThat(code(postfix, Accounts.ALICE)).isEqualTo(250);
            assertThat(code(postfix, Accounts.NOBODY)).isEqualTo(550);
        }
    }

    private static void requireDeferred(Command.Result result) {
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).isEmpty();
        assertThat(result.errors()).as("not merely not found").isNotEmpty();
    }

    private static int code(PostfixServer postfix, String recipient) throws Exception {
        try (LmtpClient client = LmtpClient.connect(postfix.smtpPort())) {
            client.command("EHLO client.example.net");
            client.command("MAIL FROM:<" + Accounts.SENDER + ">");
            return client.command("RCPT TO:<" + recipient + ">").code();
        }
    }
}
