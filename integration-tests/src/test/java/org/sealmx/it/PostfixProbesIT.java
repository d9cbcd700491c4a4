package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.CheckPostfix;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.OperatorsGuide;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SmtpSink;
import org.sealmx.it.harness.TcpRelay;

/**
 * Postfix caches the results of its probes: for at most a minute with the {@code main.cf} of {@code docs/OPERATING.md},
 * for hours or days by default.
 */
class PostfixProbesIT {

    /** Far longer than in the documented sample, and far shorter than Postfix' defaults. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static SealMxServer server;
    private static TcpRelay relay;
    private static SmtpSink others;
    private static PostfixServer postfix;

    @BeforeAll
    static void startServers() throws Exception {
        server = SealMxServer.builder().directory(Accounts.shared()::writeTo).start();
        relay = TcpRelay.start("127.0.0.1", server.lmtpPort());
        others = new SmtpSink();
        postfix = PostfixServer.start("example.org", relay.port(), others.port(), OperatorsGuide.mainCf(relay.port()));
    }

    @AfterAll
    static void stopServers() throws Exception {
        postfix.close();
        others.close();
        relay.close();
        server.close();
    }

    @Test
    void newAccountNewKeyAndDisablingShouldBeInForceWithinTheTimesOfTheSample() throws Exception {
        assertThat(code(Accounts.NOBODY)).isEqualTo(550);
        assertThat(code(Accounts.DAVE)).isEqualTo(450);
        assertThat(code(Accounts.BOB)).isEqualTo(250);

        String certificate = Accounts.shared().alice().certificate();
        DirectoryFile changed = new DirectoryFile();
        Accounts.shared().writeTo(changed);
        changed.account(Accounts.NOBODY, certificate)
                .replaceCertificate(Accounts.DAVE, certificate)
                .enable(Accounts.BOB, false);
        Path next = changed.writeTo(server.folder().resolve("directory.next"));
        Files.move(next, server.folder().resolve("directory.json"), StandardCopyOption.ATOMIC_MOVE);

        awaitCode(Accounts.NOBODY, 250);
        awaitCode(Accounts.DAVE, 250);
        awaitCode(Accounts.BOB, 550);
    }

    @Test
    void checkShouldFindNothingInTheSampleAndWhatIsWrongElsewhere() throws Exception {
        String directory = server.folder().resolve("directory.json").toString();
        assertThat(CheckPostfix.report(postfix, relay.port(), directory)).doesNotContain("Postfix: ").contains("; no fault found");

        String wrong = "mydestination = $myhostname, localhost, example.org\n";
        try (PostfixServer other = PostfixServer.start(
                "example.org", relay.port(), others.port(), OperatorsGuide.mainCf(relay.port()) + wrong)) {
            assertThat(CheckPostfix.report(other, relay.port(), directory))
                    .containsOnlyOnce("Postfix: ")
                    .contains("Postfix: example.org is in mydestination, so Postfix stores its mail itself, unsealed;");
        }
    }

    @Test
    void outageShouldDeferAndEndWithItself() throws Exception {
        relay.cut();
        try {
            assertThat(code(Accounts.JUDY)).isEqualTo(450);
        } finally {
            relay.mend();
        }
        awaitCode(Accounts.JUDY, 250);

        int before = server.count(Accounts.JUDY);
        try (LmtpClient client = client(Accounts.SENDER)) {
            assertThat(client.command("RCPT TO:<" + Accounts.JUDY + ">").code()).isEqualTo(250);
            assertThat(client.data(Messages.fresh(), 1).get(0).code()).isEqualTo(250);
        }
        server.awaitMessage(Accounts.JUDY, before + 1);
    }

    private static void awaitCode(String recipient, int code) throws Exception {
        Await.until(code + " for " + recipient, LIMIT, () -> code(recipient) == code);
    }

    /** The reply code to RCPT for a client that Postfix does not trust. */
    private static int code(String recipient) throws Exception {
        try (LmtpClient client = client(Accounts.SENDER)) {
            return client.command("RCPT TO:<" + recipient + ">").code();
        }
    }

    private static LmtpClient client(String sender) throws Exception {
        LmtpClient client = LmtpClient.connect(postfix.smtpPort());
        client.command("EHLO client.example.net");
        client.command("MAIL FROM:<" + sender + ">");
        return client;
    }
}
