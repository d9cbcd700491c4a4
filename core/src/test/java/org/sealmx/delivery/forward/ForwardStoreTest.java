package org.sealmx.delivery.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.Placement;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.SealedStoreContract;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.directory.Route;
import org.sealmx.hop.HopProtocol;
import org.sealmx.hop.HopServer;
import org.sealmx.hop.HopTimeouts;
import org.sealmx.hop.NextHop;
import org.sealmx.hop.TestHops;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TestSealing;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** Forwards as they are configured: with the journal around them. */
class ForwardStoreTest implements SealedStoreContract {

    private static final Route FORWARD =
            TestDeliveries.remote(TestDeliveries.route("alice@example.org"), "alice@elsewhere.example");
    private static final ReversePath SENDER = ReversePath.of(EmailAddress.of("bob@sender.example"));
    private static final String SENT = "250 2.0.0 Ok: queued as 4XyZ";

    @TempDir
    Path folder;

    private HopServer server;
    private NextHop hop;
    private FileDeliveryJournal journal;

    @BeforeEach
    void open() throws IOException {
        server = HopServer.onLoopback().answer(HopServer.END, SENT);
        hop = new NextHop(TestHops.onLoopback(
                server.port(),
                HopProtocol.SMTP,
                new HopTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(700)),
                2));
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 100, false);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
        hop.close();
        server.close();
    }

    @Override
    public SealedStore store() {
        return store("keep");
    }

    private SealedStore store(String sender) {
        return new JournaledStore(journal, new ForwardStore(hop, ForwardSender.parse(sender)));
    }

    @Override
    public SealedMessage sealed() {
        return TestSealing.sealed("canary");
    }

    @Override
    public Set<StorePromise> promises() {
        return Set.of(StorePromise.DURABLE, StorePromise.ONCE_UNLESS_ANSWER_LOST);
    }

    @Override
    public int stored() {
        return server.messages.size();
    }

    @Override
    public void fail() {
        server.answer("RCPT", HopServer.CUT);
    }

    @Override
    public void mend() {
        server.answer("RCPT", "250 2.1.5 OK");
    }

    private StoreResult forward(SealedStore store, ReversePath sender) {
        return store.store(new SealedDelivery(ID, sender, FORWARD, Placement.inbox(), sealed()));
    }

    @Test
    void messageShouldGoToTheOtherAddressByTheSenderThatIsConfigured() {
        assertThat(forward(store(), SENDER)).isEqualTo(new StoreResult.Stored());
        assertThat(server.commands)
                .contains("MAIL FROM:<bob@sender.example> BODY=8BITMIME", "RCPT TO:<alice@elsewhere.example>");
    }

    @Test
    void senderShouldBeRewrittenUnlessItIsTheNullSender() {
        SealedStore rewriting = store("fwd+{local}={domain}@example.org");
        forward(rewriting, SENDER);
        assertThat(server.commands).contains("MAIL FROM:<fwd+bob=sender.example@example.org> BODY=8BITMIME");
        rewriting.store(new SealedDelivery(OTHER, ReversePath.nullPath(), FORWARD, Placement.inbox(), sealed()));
        assertThat(server.commands).contains("MAIL FROM:<> BODY=8BITMIME");
    }

    @Test
    void senderThatBecomesTooLongShouldBeRefused() {
        ReversePath longest = ReversePath.of(EmailAddress.of("x".repeat(255) + "@sender.example"));
        assertThat(forward(store("fwd+{local}@example.org"), longest))
                .isInstanceOfSatisfying(
                        StoreResult.Refused.class,
                        refused -> assertThat(refused.reply().toString()).startsWith("550 5.1.7 "));
        assertThat(server.accepted).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RCPT | 550 5.1.1 <a@elsewhere.example> gone | 550 5.1.1 The mail is forwarded to an address that is not accepted",
                "RCPT | 454 4.7.1 Relay access denied  | 454 4.7.1 The mail is forwarded, and the next server does not accept it",
                "MAIL | 553 5.1.8 domain of bob        | 553 5.1.8 The mail is forwarded to an address that is not accepted",
                "DATA | 451 4.3.0 queue file           | 451 4.3.0 The mail is forwarded, and the next server does not accept it",
                ".    | 550 5.7.1 spam, says host10    | 550 5.7.1 The mail is forwarded, and the next server does not accept it",
                ".    | 554 5.4.6 hop count            | 554 5.4.6 The mail is forwarded, and cannot be routed",
                ".    | 452 4.2.2 full                 | 452 4.2.2 The mail is forwarded to a mailbox that does not accept it"
            })
    void refusalShouldHaveTheCodeAndStatusOfTheHopAndATextOfOurs(String verb, String answer, String reply) {
        server.answer(verb, answer);
        assertThat(forward(store(), SENDER))
                .isInstanceOfSatisfying(StoreResult.Refused.class, refused -> assertThat(refused.reply())
                        .hasToString(reply));
        server.answer(verb, verb.equals("DATA") ? "354 go" : "250 2.0.0 OK");
        // it certainly has not taken the message, so the next attempt sends it
        assertThat(forward(store(), SENDER)).isEqualTo(new StoreResult.Stored());
    }

    /** One copy more for each reply that is lost, and no more than that. */
    @ParameterizedTest
    @ValueSource(strings = {HopServer.CUT, HopServer.SILENCE, "nonsense"})
    void messageWhoseReplyWasLostShouldBeHandedOverOnceMore(String fault) {
        server.answer(HopServer.END, fault);
        assertThat(forward(store(), SENDER)).isInstanceOf(StoreResult.Unavailable.class);
        server.answer(HopServer.END, SENT);
        assertThat(forward(store(), SENDER)).isEqualTo(new StoreResult.Stored());
        assertThat(forward(store(), SENDER)).isEqualTo(new StoreResult.AlreadyThere());
        assertThat(server.messages).hasSize(2);
    }

    /** The reply counts even when the server dies with its next breath. */
    @Test
    void messageShouldNotBeHandedOverAgainWhenTheConnectionEndsAfterTheReply() throws IOException {
        assertThat(forward(store(), SENDER)).isEqualTo(new StoreResult.Stored());
        server.close();
        assertThat(forward(store(), SENDER)).isEqualTo(new StoreResult.AlreadyThere());
        assertThat(server.messages).hasSize(1);
    }

    @Test
    void serverWithout8BitMimeShouldGetTheMessage() {
        server.answer("EHLO", "250-hop.test\r\n250 PIPELINING");
        assertThat(forward(store(), SENDER)).isEqualTo(new StoreResult.Stored());
        assertThat(server.commands).contains("MAIL FROM:<bob@sender.example>");
    }

    @Test
    void addressOutsideAsciiShouldNeedSmtpUtf8() {
        server.answer("EHLO", "250 hop.test");
        ReversePath sender = ReversePath.of(EmailAddress.of("jürgen@sender.example"));
        assertThat(forward(store(), sender)).isInstanceOfSatisfying(StoreResult.Refused.class, refused -> assertThat(
                        refused.reply().toString())
                .startsWith("550 5.6.7 "));
    }
}
