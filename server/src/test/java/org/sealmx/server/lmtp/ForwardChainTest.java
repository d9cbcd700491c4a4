package org.sealmx.server.lmtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.forward.ForwardSender;
import org.sealmx.delivery.forward.ForwardStore;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.Route;
import org.sealmx.hop.HopProtocol;
import org.sealmx.hop.HopServer;
import org.sealmx.hop.HopTimeouts;
import org.sealmx.hop.NextHop;
import org.sealmx.hop.TestHops;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;

/** Forwards through the LMTP server, James' processors and the shipped chain: one truthful reply for each recipient. */
class ForwardChainTest {

    private static final String FORWARD = "away@example.org";
    private static final String TEAM = "team@example.org";
    private static final String FAR = "far@elsewhere.example";
    private static final String NEAR = "near@elsewhere.example";
    private static final TestKey KEY = TestKeys.curve25519();
    private static final CertificateEvaluation EXPIRED = new CertificateEvaluation.Expired("f0f0", TestKeys.NOW);
    private static final Route ALICE = TestDeliveries.route("alice@example.org", KEY::evaluate);
    private static final Route ELSEWHERE = TestDeliveries.remote(ALICE, FAR);
    private static final String MESSAGE = "From: sender@example.com\r\nSubject: canary\r\n\r\ncanary";

    @TempDir
    Path folder;

    private final ScriptedDirectory directory =
            new ScriptedDirectory().routes(FORWARD, ELSEWHERE).routes(TEAM, ALICE, ELSEWHERE);
    private HopServer hop;
    private NextHop nextHop;
    private FileDeliveryJournal journal;
    private ChainedServer server;
    private Dialogue client;

    @BeforeEach
    void start() throws Exception {
        Duration limit = Duration.ofSeconds(20);
        hop = HopServer.onLoopback();
        nextHop =
                new NextHop(TestHops.onLoopback(hop.port(), HopProtocol.SMTP, new HopTimeouts(limit, limit, limit), 5));
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 1_000, false);
        server = new ChainedServer(
                directory,
                Clock.fixed(TestKeys.NOW, ZoneOffset.UTC),
                new JournaledStore(journal, new ForwardStore(nextHop, ForwardSender.parse("keep"))));
        server.couch.database("user-alice");
        client = server.greeted();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        journal.close();
        nextHop.close();
        hop.close();
    }

    private String send(String recipient) throws IOException {
        return send(MESSAGE, recipient);
    }

    private String send(String message, String recipient) throws IOException {
        return client.send(message, recipient).get(0);
    }

    private int stored() {
        return server.couch.database("user-alice").documents().size();
    }

    private List<String> forwarded() {
        return hop.messages.stream()
                .map(octets -> new String(octets, ISO_8859_1))
                .toList();
    }

    @Test
    void forwardShouldBeSealedAndHandedToTheNextHop() throws IOException {
        assertThat(send(FORWARD)).startsWith("250 2.6.0");
        assertThat(forwarded()).singleElement().satisfies(message -> assertThat(message)
                .startsWith("Delivered-To: " + FORWARD + "\r\nReceived: ")
                .contains("-----BEGIN PGP MESSAGE-----")
                .doesNotContain("canary"));
        assertThat(hop.commands).contains("MAIL FROM:<sender@example.com> BODY=8BITMIME", "RCPT TO:<" + FAR + ">");
        assertThat(stored()).isZero();
    }

    /** The reply was lost between us and Postfix, which sends the message again. */
    @Test
    void retryAfterAReplyThatWasLostShouldNotBeHandedOverAgain() throws IOException {
        send(FORWARD);
        assertThat(send(FORWARD)).startsWith("250 2.6.0");
        assertThat(hop.messages).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 5.1.1", "554 5.7.1", "451 4.3.0", "452 4.2.2"})
    void replyOfTheNextHopShouldDecideOurs(String reply) throws IOException {
        for (String verb : List.of("MAIL", "RCPT", "DATA", HopServer.END)) {
            hop.answer(verb, reply + " <" + FAR + "> says host10");
            assertThat(send(FORWARD))
                    .startsWith(reply + " ")
                    .doesNotContain(FAR)
                    .doesNotContain("host10");
            hop.answer(verb, verb.equals("DATA") ? "354 go" : "250 2.0.0 OK");
        }
        assertThat(send(FORWARD)).startsWith("250 2.6.0");
    }

    @Test
    void nextHopThatDoesNotAnswerShouldDefer() throws IOException {
        hop.answer("RCPT", HopServer.CUT);
        assertThat(send(FORWARD)).startsWith("451 4.4.1 ");
        hop.answer("RCPT", "250 2.0.0 OK");
        hop.answer(HopServer.END, HopServer.CUT);
        assertThat(send(FORWARD)).startsWith("451 4.4.1 ");
        hop.answer(HopServer.END, "250 2.0.0 OK");
        assertThat(send(FORWARD)).startsWith("250 2.6.0");
        // one for the reply that was cut
        assertThat(hop.messages).hasSize(2);
    }

    @Test
    void recipientWithACopyHereShouldGetBoth() throws IOException {
        assertThat(send(TEAM)).startsWith("250 2.6.0");
        assertThat(stored()).isEqualTo(1);
        assertThat(hop.messages).hasSize(1);
    }

    @Test
    void copyHereShouldNotBeStoredAgainWhenTheForwardIsDeferred() throws IOException {
        hop.answer("RCPT", "451 4.7.1 later");
        assertThat(send(TEAM)).startsWith("451 4.7.1 ");
        hop.answer("RCPT", "250 2.0.0 OK");
        assertThat(send(TEAM)).startsWith("250 2.6.0");
        assertThat(stored()).isEqualTo(1);
        assertThat(hop.messages).hasSize(1);
    }

    @Test
    void forwardShouldNotBeHandedOverAgainWhenTheCopyHereIsDeferred() throws IOException {
        directory.routes(TEAM, TestDeliveries.route("bob@example.org", KEY::evaluate), ELSEWHERE);
        assertThat(send(TEAM)).startsWith("451 4.3.0 ");
        server.couch.database("user-bob");
        assertThat(send(TEAM)).startsWith("250 2.6.0");
        assertThat(server.couch.database("user-bob").documents()).hasSize(1);
        assertThat(hop.messages).hasSize(1);
    }

    @Test
    void refusedForwardShouldNotTakeBackTheCopyHereAndBeInTheLog() throws IOException {
        hop.answer("RCPT", "550 5.1.1 gone");
        try (LogCapture log = new LogCapture("org.sealmx.server.lmtp.processing.DeliveryLog")) {
            assertThat(send(TEAM)).startsWith("250 2.6.0");
            assertThat(log.messages(Level.WARN)).singleElement().asString().doesNotContain(FAR);
        }
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void severalForwardsShouldHaveOneReply() throws IOException {
        directory.routes(TEAM, ELSEWHERE, TestDeliveries.remote(ALICE, NEAR));
        assertThat(send(TEAM)).startsWith("250 2.6.0");
        assertThat(hop.commands).contains("RCPT TO:<" + FAR + ">", "RCPT TO:<" + NEAR + ">");
        hop.answer("RCPT", "550 5.1.1 gone");
        assertThat(send(MESSAGE + "2", TEAM)).startsWith("550 5.1.1 ");
    }

    /** Each account has its own certificate, so one copy would be unreadable for the other. */
    @Test
    void accountsThatForwardToTheSameAddressShouldHaveACopyEach() throws IOException {
        Route bob = TestDeliveries.route("bob@example.org", TestKeys.curve25519("Bob <bob@example.org>")::evaluate);
        directory.routes("bob@example.org", TestDeliveries.remote(bob, FAR));
        assertThat(client.send(MESSAGE, FORWARD, "bob@example.org"))
                .allSatisfy(reply -> assertThat(reply).startsWith("250 2.6.0"));
        assertThat(hop.messages).hasSize(2);
        // the same account twice has one, as in a mailbox
        directory.routes("other@example.org", ELSEWHERE);
        client.send(MESSAGE + "2", FORWARD, "other@example.org");
        assertThat(hop.messages).hasSize(3);
    }

    @Test
    void forwardWithoutAUsableCertificateShouldWait() throws IOException {
        Route expired = TestDeliveries.route("alice@example.org", at -> EXPIRED);
        directory.routes(FORWARD, TestDeliveries.remote(expired, FAR));
        client.command("MAIL FROM:<sender@example.com>");
        assertThat(client.command("RCPT TO:<" + FORWARD + ">")).startsWith("450 4.7.5 ");
        assertThat(hop.accepted).hasValue(0);
    }

    @Test
    void messageThatComesBackShouldBeRefusedAndStoredNowhere() throws IOException {
        for (String recipient : List.of(FORWARD, TEAM)) {
            String looped = "Delivered-To: other@elsewhere.example\r\nDelivered-To: " + recipient + "\r\n" + MESSAGE;
            assertThat(send(looped, recipient)).startsWith("554 5.4.6 ");
        }
        assertThat(hop.messages).isEmpty();
        assertThat(stored()).isZero();
    }

    /** What we send is what comes back. */
    @Test
    void messageThatComesBackAsItWasForwardedShouldBeRefused() throws IOException {
        send(FORWARD);
        assertThat(send(forwarded().get(0).stripTrailing(), FORWARD)).startsWith("554 5.4.6 ");
    }

    @Test
    void messageThatHasPassedTooManyServersShouldBeRefused() throws IOException {
        String field = "Received: from a by b; Mon, 3 Mar 2025 10:00:00 +0000\r\n";
        assertThat(send(field.repeat(ChainedServer.MAX_RECEIVED) + MESSAGE, FORWARD))
                .startsWith("250 2.6.0");
        assertThat(send(field.repeat(ChainedServer.MAX_RECEIVED + 1) + MESSAGE, FORWARD))
                .startsWith("554 5.4.6 ");
        assertThat(hop.messages).hasSize(1);
    }

    @Test
    void forwardShouldBeRefusedAtOnceWhenForwardingIsOff() throws Exception {
        try (ChainedServer off = new ChainedServer(directory, Clock.fixed(TestKeys.NOW, ZoneOffset.UTC));
                Dialogue dialogue = off.greeted()) {
            off.couch.database("user-alice");
            dialogue.command("MAIL FROM:<sender@example.com>");
            assertThat(dialogue.command("RCPT TO:<" + FORWARD + ">"))
                    .startsWith("550 5.1.6 ")
                    .contains("forwarding is off");
            dialogue.command("RSET");
            // the copy here is stored, and the other is in the log
            assertThat(dialogue.send(MESSAGE, TEAM).get(0)).startsWith("250 2.6.0");
            assertThat(off.couch.database("user-alice").documents()).hasSize(1);
        }
        assertThat(hop.accepted).hasValue(0);
    }
}
