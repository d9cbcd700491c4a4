package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.lmtp.LmtpStore;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.StoreMailboxCheck;
import org.sealmx.directory.LogCapture;
import org.sealmx.hop.HopProtocol;
import org.sealmx.hop.HopServer;
import org.sealmx.hop.HopSettings;
import org.sealmx.hop.HopTimeouts;
import org.sealmx.hop.NextHop;
import org.sealmx.hop.TestHops;
import org.sealmx.mailets.DeliverByLmtp;
import org.sealmx.openpgp.certificate.TestKeys;

/** A next hop that does not do what the protocol says, through the LMTP server and the whole chain. */
class NextHopNonsenseTest {

    private static final String LONG_LINE = "250 " + "x".repeat(100_000);

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong();
    private HopServer hop;
    private NextHop client;
    private FileDeliveryJournal journal;
    private JournaledStore store;
    private ChainedServer server;

    @BeforeEach
    void start() throws Exception {
        hop = HopServer.onLoopback();
        HopSettings settings = TestHops.onLoopback(
                hop.port(),
                HopProtocol.LMTP,
                new HopTimeouts(Duration.ofSeconds(20), Duration.ofMillis(500), Duration.ofMillis(500)),
                2);
        client = TestHops.open(settings, now::get);
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 100, false);
        store = new JournaledStore(journal, new LmtpStore(client, true));
        server = chained(false);
    }

    private ChainedServer chained(boolean askAtRcpt) throws Exception {
        ScriptedDirectory directory = new ScriptedDirectory();
        for (String address : List.of("alice@example.org", "bob@example.org")) {
            directory.routes(address, TestDeliveries.route(address, TestKeys.curve25519()::evaluate));
        }
        return ChainedServer.byLmtp(directory, Clock.fixed(TestKeys.NOW, ZoneOffset.UTC), store, askAtRcpt);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        client.close();
        journal.close();
        hop.close();
    }

    static Stream<Arguments> faults() {
        List<Arguments> faults = new ArrayList<>();
        for (String verb : List.of(HopServer.CONNECT, "LHLO", "MAIL", "RCPT", "DATA")) {
            for (String fault :
                    List.of("hello", "250 gr\u00fc\u00dfe", LONG_LINE, "250-\r\n550 x", HopServer.SILENCE, "")) {
                faults.add(Arguments.of(verb, fault));
            }
        }
        for (String fault : List.of("hello", HopServer.SILENCE, "", "354 go on")) {
            faults.add(Arguments.of(HopServer.END, fault));
        }
        return faults.stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultShouldDeferWithOneLineAndTheRetryBeStored(String verb, String fault) throws IOException {
        String usual = hop.answerTo(verb);
        hop.answer(verb, fault);
        try (LogCapture log = new LogCapture(DeliverByLmtp.class);
                Dialogue postfix = server.greeted()) {
            assertThat(postfix.send("Subject: x\r\n\r\nsecret words\r\n", "alice@example.org"))
                    .containsExactly("451 4.3.0 The mail store does not answer, try again later");
            assertThat(log.messagesAboveDebug())
                    .singleElement()
                    .asString()
                    .hasLineCount(1)
                    .hasSizeLessThan(300)
                    .startsWith("Mail is not stored: ")
                    .contains("the next hop inet:127.0.0.1:" + hop.port() + ": ")
                    .doesNotContain("alice")
                    .doesNotContain("xxxx");
            assertThat(hop.messages).hasSize(verb.equals(HopServer.END) ? 1 : 0);

            hop.answer(verb, usual);
            now.addAndGet(Duration.ofSeconds(5).toNanos());
            assertThat(postfix.send("Subject: x\r\n\r\nsecret words\r\n", "alice@example.org"))
                    .containsExactly("250 2.6.0 Message stored");
        }
        assertThat(hop.messages).hasSize(verb.equals(HopServer.END) ? 2 : 1).allSatisfy(message -> assertThat(
                        new String(message, StandardCharsets.ISO_8859_1))
                .contains("BEGIN PGP MESSAGE")
                .doesNotContain("secret words"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultAtRcptShouldDeferWithOneLine(String verb, String fault) throws Exception {
        if (List.of("DATA", HopServer.END).contains(verb)) {
            return;
        }
        hop.answer(verb, fault);
        try (ChainedServer asking = chained(true);
                LogCapture log = new LogCapture(StoreMailboxCheck.class);
                Dialogue postfix = asking.greeted()) {
            postfix.command("MAIL FROM:<eve@example.net>");
            for (String recipient : List.of("alice@example.org", "bob@example.org")) {
                assertThat(postfix.command("RCPT TO:<" + recipient + ">"))
                        .isEqualTo("451 4.3.0 The mail store does not answer, try again later");
            }
            assertThat(log.messages(Level.ERROR))
                    .singleElement()
                    .asString()
                    .hasLineCount(1)
                    .hasSizeLessThan(300)
                    .contains("the next hop inet:127.0.0.1:" + hop.port() + ": ")
                    .doesNotContain("alice");
        }
        assertThat(hop.messages).isEmpty();
    }

    /** The hop has said what has become of the message; only its text is odd. */
    @Test
    void codeAfterTheMessageShouldCountWhateverItsText() throws IOException {
        try (Dialogue postfix = server.greeted()) {
            for (String answer : List.of("250 gr\u00fc\u00dfe", LONG_LINE)) {
                hop.answer(HopServer.END, answer);
                assertThat(postfix.send("Subject: x\r\n\r\n" + answer.length() + "\r\n", "alice@example.org"))
                        .containsExactly("250 2.6.0 Message stored");
            }
            hop.answer(HopServer.END, "552 5.2.2 gr\u00fc\u00dfe");
            assertThat(postfix.send("Subject: x\r\n\r\nthird\r\n", "alice@example.org"))
                    .containsExactly("552 5.2.2 The recipient's mailbox is full");
        }
        assertThat(hop.messages).hasSize(3);
    }
}
