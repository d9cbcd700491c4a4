package org.sealmx.hop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.net.DeafPort;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

class NextHopTest {

    private static final EmailAddress ALICE = EmailAddress.of("alice@example.org");
    private static final ReversePath SENDER = ReversePath.of(EmailAddress.of("bob@sender.example"));
    private static final String TEXT = "Subject: one\r\n\r\n.hidden\r\n..\r\nlast\r\n";

    private final AtomicLong now = new AtomicLong();
    private HopServer server;
    private NextHop hop;

    @BeforeEach
    void start() throws IOException {
        server = HopServer.onLoopback();
        hop = hop(new HopAddress.Inet("127.0.0.1", server.port()), 4);
    }

    @AfterEach
    void stop() throws IOException {
        hop.close();
        server.close();
    }

    private NextHop hop(HopAddress address, int connections) {
        return new NextHop(settings(address, connections), now::get);
    }

    private static HopSettings settings(HopAddress address, int connections) {
        return TestHops.at(
                address,
                HopProtocol.LMTP,
                new HopTimeouts(Duration.ofSeconds(20), Duration.ofMillis(700), Duration.ofMillis(700)),
                connections);
    }

    private static HopMessage message(String text) {
        return new HopMessage(SENDER, ALICE, ReceivedMessage.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private HopResult send() {
        return hop.send(message(TEXT));
    }

    @Test
    void sendShouldHandOverTheMessageOctetForOctet() {
        assertThat(send()).isEqualTo(new HopResult.Taken());
        assertThat(server.messages).singleElement().isEqualTo(TEXT.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(server.commands)
                .containsExactly(
                        "LHLO sealmx.test",
                        "MAIL FROM:<bob@sender.example> BODY=8BITMIME",
                        "RCPT TO:<alice@example.org>",
                        "DATA");
    }

    @Test
    void sendShouldHandOverViaASocketInTheFileSystem(@TempDir Path folder) throws IOException {
        Path socket = folder.resolve("lmtp");
        try (HopServer local = HopServer.at(
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(socket));
                NextHop unix = hop(HopAddress.parse("unix:" + socket), 1)) {
            assertThat(unix.send(message(TEXT))).isEqualTo(new HopResult.Taken());
            assertThat(local.messages).hasSize(1);
            local.answer(HopServer.END, HopServer.SILENCE);
            assertThat(unix.send(message(TEXT)))
                    .isEqualTo(new HopResult.Failed("TIMEOUT", "SocketTimeoutException", true));
        }
    }

    @Test
    void sendShouldGoStepByStepWithoutPipeliningAndAnnounceTheSize() {
        server.answer("LHLO", "250-hop.test\r\n250 SIZE 1000");
        assertThat(send()).isEqualTo(new HopResult.Taken());
        assertThat(server.commands).contains("MAIL FROM:<bob@sender.example> SIZE=" + TEXT.length());
    }

    @Test
    void sendShouldReuseTheConnection() {
        for (int i = 0; i < 3; i++) {
            assertThat(send()).isEqualTo(new HopResult.Taken());
        }
        assertThat(server.accepted).hasValue(1);
    }

    @Test
    void connectionShouldNotBeKeptLongerThanConfigured() {
        send();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        send();
        assertThat(server.accepted).hasValue(2);
    }

    @Test
    void connectionThatTheServerHasClosedShouldBeReplacedWithoutAFailure() throws IOException {
        send();
        server.cutAll();
        assertThat(send()).isEqualTo(new HopResult.Taken());
        assertThat(server.messages).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 552 5.3.4 too large, 552 5.3.4",
        "MAIL, 451 4.7.1 greylisted, 451 4.7.1",
        "RCPT, 550 5.1.1 <alice@example.org> unknown, 550 5.1.1",
        "RCPT, 452 4.2.2 over quota, 452 4.2.2",
        "RCPT, 550 no such user, 550 5.0.0",
        "RCPT, 550 4.2.2 classes disagree, 550 5.0.0",
        "RCPT, 501 5.1.3 Bad recipient address syntax, 501 5.1.3",
        "MAIL, 501 5.1.7 Bad sender address syntax, 501 5.1.7",
        "RCPT, 504 5.5.2 <a>: need fully-qualified address, 504 5.5.2",
        "MAIL, 501 5.5.4 Invalid FROM, 501 5.5.4",
        "RCPT, 501 5.5.4 Invalid TO, 501 5.5.4",
        "RCPT, 504 5.1.2 bad domain, 504 5.1.2",
        "DATA, 451 4.3.0 later, 451 4.3.0",
        "., 552 5.2.2 full, 552 5.2.2",
        "., 450 4.2.0 busy, 450 4.2.0"
    })
    void refusalShouldBeThatOfTheServer(String verb, String answer, String expected) {
        for (String extensions : List.of("250-hop.test\r\n250 PIPELINING", "250 hop.test")) {
            server.answer("LHLO", extensions).answer(verb, answer);
            assertThat(send()).isInstanceOfSatisfying(HopResult.Refused.class, refused -> assertThat(refused.reply())
                    .hasToString(expected));
            now.addAndGet(Duration.ofMinutes(2).toNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL", "RCPT", "DATA", "."})
    void connectionShouldBeOfUseAfterARefusal(String verb) {
        server.answer(verb, "550 5.1.1 no");
        send();
        server.answer(verb, verb.equals("DATA") ? "354 go" : "250 2.0.0 OK");
        assertThat(send()).isEqualTo(new HopResult.Taken());
        assertThat(server.messages).last().isEqualTo(TEXT.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** About us, not about the message: no reason to bounce it. */
    @ParameterizedTest
    @CsvSource({
        "CONNECT, 554 5.7.1 go away",
        "CONNECT, 421 4.3.2 shutting down",
        "LHLO, 502 5.5.1 not implemented",
        "MAIL, 530 5.7.0 authentication needed",
        "MAIL, 555 5.5.4 parameter",
        "RCPT, 503 5.5.1 sequence",
        "RCPT, 500 5.5.2 what",
        "RCPT, 501 what",
        "RCPT, 501 5.5.2 syntax",
        "RCPT, 502 5.1.1 no such command",
        "MAIL, 504 5.5.4 parameter",
        "DATA, 501 5.5.4 no arguments",
        "DATA, 501 5.1.3 no address",
        "DATA, 421 4.3.2 shutting down",
        "., 421 4.3.2 shutting down"
    })
    void replyAboutTheSessionShouldBeAFailureOfTheServer(String verb, String answer) {
        server.answer(verb, answer);
        assertThat(send()).isInstanceOfSatisfying(HopResult.Failed.class, failed -> assertThat(failed.mayBeTaken())
                .isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "LHLO", "MAIL", "RCPT", "DATA", "."})
    void cutOrSilenceShouldBeAFailureAndTheMessageMayBeTakenOnlyAfterItsEnd(String verb) {
        for (String fault : List.of(HopServer.CUT, HopServer.SILENCE)) {
            server.answer(verb, fault);
            assertThat(send()).isInstanceOfSatisfying(HopResult.Failed.class, failed -> assertThat(failed.mayBeTaken())
                    .isEqualTo(verb.equals(HopServer.END)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "2", "250\u00a0OK", "999 what", "250-a\r\n550 b", ""})
    void nonsenseShouldBeAFailureWithoutItsOctets(String nonsense) {
        server.answer("RCPT", nonsense);
        assertThat(send()).isInstanceOfSatisfying(HopResult.Failed.class, failed -> {
            assertThat(failed.mayBeTaken()).isFalse();
            assertThat(failed.reason()).startsWith("a reply ").doesNotContain("hello");
        });
    }

    @Test
    void eightBitTextAndEndlessLinesShouldBeFailuresBeforeTheMessage() {
        server.answer("RCPT", "250 gr\u00fc\u00dfe");
        assertThat(send()).isInstanceOf(HopResult.Failed.class);
        server.answer("RCPT", "250 " + "x".repeat(100_000));
        assertThat(send()).isInstanceOf(HopResult.Failed.class);
        server.answer("RCPT", "250-x\r\n".repeat(200) + "250 x");
        assertThat(send()).isInstanceOf(HopResult.Failed.class);
        assertThat(server.messages).isEmpty();
    }

    /** The server has said what has become of the message; to send it again would double it. */
    @ParameterizedTest
    @ValueSource(strings = {"250 gr\u00fc\u00dfe", "250", "250-one\r\n250 two", "250-one\r\n999 two"})
    void codeShouldCountAfterTheMessageWhateverTheText(String answer) {
        server.answer(HopServer.END, answer);
        assertThat(send()).isEqualTo(new HopResult.Taken());
        server.answer(HopServer.END, "250 " + "x".repeat(100_000));
        assertThat(send()).isEqualTo(new HopResult.Taken());
    }

    @Test
    void messageShouldNotBeSentWhenTheServerLacksWhatItNeeds() {
        server.answer("LHLO", "250-hop.test\r\n250 SIZE 10");
        assertThat(send()).isEqualTo(new HopResult.TooLarge());
        server.answer("LHLO", "250 hop.test");
        now.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(hop.send(message("Subject: gr\u00fc\u00dfe\r\n\r\n")))
                .isEqualTo(new HopResult.NotSupported("8BITMIME"));
        HopMessage international = new HopMessage(
                SENDER,
                EmailAddress.of("j\u00fcrgen@example.org"),
                message(TEXT).content());
        assertThat(hop.send(international)).isEqualTo(new HopResult.NotSupported("SMTPUTF8"));
        assertThat(server.messages).isEmpty();
    }

    /** RFC 6531 section 3.7.4.2: after MAIL with SMTPUTF8. */
    @Test
    void utf8ShouldBeAcceptedInTheRepliesToInternationalMailOnly() {
        EmailAddress recipient = EmailAddress.of("j\u00fcrgen@example.org");
        HopMessage international =
                new HopMessage(SENDER, recipient, message(TEXT).content());
        String utf8 =
                new String("\u00c5\u2026 j\u00fcrgen".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        for (String verb : List.of("MAIL", "RCPT", "DATA", HopServer.END)) {
            String usual = server.answerTo(verb);
            server.answer(verb, "550 5.1.1 " + utf8);
            assertThat(hop.send(international))
                    .isInstanceOfSatisfying(HopResult.Refused.class, refused -> assertThat(refused.reply())
                            .hasToString("550 5.1.1"));
            server.answer(verb, usual);
        }
        server.answer("RCPT", "550 5.1.1 " + utf8);
        assertThat(hop.probe(international.envelope())).isInstanceOf(HopResult.Refused.class);
        assertThat(send()).isInstanceOf(HopResult.Failed.class);
        server.answer("RCPT", "550 5.1.1 j\u00fcrgen");
        assertThat(hop.send(international))
                .isEqualTo(
                        new HopResult.Failed("HopProtocolException", "a reply with octets that are not UTF-8", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\r\n", "a\rb\r\n", "a\r\n.\nMAIL FROM:<x@y.z>\r\n", "a\r", "\n.\r\n", "a\r\r\n"})
    void messageWithABareCrOrLfShouldNeverBeEnded(String text) {
        assertThat(hop.send(message(text)))
                .isInstanceOfSatisfying(HopResult.Failed.class, failed -> assertThat(failed.mayBeTaken())
                        .isFalse());
        assertThat(server.messages).isEmpty();
    }

    @Test
    void connectionsShouldBeLimited() throws Exception {
        hop.close();
        hop = hop(new HopAddress.Inet("127.0.0.1", server.port()), 3);
        ExecutorService senders = Executors.newFixedThreadPool(12);
        try {
            List<Future<HopResult>> results = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                results.add(senders.submit(this::send));
            }
            for (Future<HopResult> result : results) {
                assertThat(result.get()).isEqualTo(new HopResult.Taken());
            }
        } finally {
            senders.shutdown();
        }
        assertThat(server.messages).hasSize(60);
        assertThat(server.accepted.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void serverThatIsNotThereShouldBeAFailure() throws IOException {
        try (DeafPort deaf = new DeafPort();
                NextHop nobody = new NextHop(settings(new HopAddress.Inet("127.0.0.1", deaf.number()), 1))) {
            assertThat(nobody.send(message(TEXT)))
                    .isEqualTo(new HopResult.Failed("ConnectException", "ConnectException", false));
        }
    }

    @Test
    void problemShouldBeWhyASessionIsNotPossible() {
        assertThat(hop.problem()).isEmpty();
        assertThat(server.commands).startsWith("LHLO sealmx.test").doesNotContain("MAIL");
        server.answer("LHLO", "550 5.7.1 who are you");
        assertThat(hop.problem()).contains("the server answered LHLO with 550 5.7.1");
        server.answer(HopServer.CONNECT, HopServer.SILENCE);
        assertThat(hop.problem()).contains("SocketTimeoutException");
    }

    /** The real reply to one message must not become that to the next. */
    @ParameterizedTest
    @CsvSource({
        "., 354 go on|552 5.2.2 late",
        "., 250 2.6.0 stored|552 5.2.2 late",
        "MAIL, 354 what|552 5.3.4 late",
        "RCPT, 334 what|550 5.1.1 late",
        "RCPT, 503 5.5.1 sequence|550 5.1.1 late",
        "DATA, 250 what|550 5.1.1 late"
    })
    void replyThatComesLateShouldNotBeThatOfTheNextMessage(String verb, String answers) {
        for (String extensions : List.of("250-hop.test\r\n250 PIPELINING", "250 hop.test")) {
            String usual = server.answerTo(verb);
            server.answer("LHLO", extensions).answer(verb, answers.replace("|", "\r\n"));
            send();
            server.answer(verb, usual);
            assertThat(send()).isEqualTo(new HopResult.Taken());
        }
    }

    @Test
    void socketWithUnaskedInputShouldNotBeUsedAgain(@TempDir Path folder) throws IOException {
        Path socket = folder.resolve("lmtp");
        try (HopServer local = HopServer.at(
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(socket));
                NextHop unix = hop(HopAddress.parse("unix:" + socket), 1)) {
            unix.send(message(TEXT));
            assertThat(unix.send(message(TEXT))).isEqualTo(new HopResult.Taken());
            assertThat(local.accepted).hasValue(1);
            local.say("552 5.2.2 late\r\n");
            assertThat(unix.send(message(TEXT))).isEqualTo(new HopResult.Taken());
            assertThat(local.accepted).hasValue(2);
        }
    }

    /** However often the server answers in time: another node may hand over a message whose lease has run out. */
    @Test
    void messageShouldHaveOneDeadlineForAllItsParts() throws IOException {
        try (NextHop slow = new NextHop(
                settings(new HopAddress.Inet("127.0.0.1", server.port()), 1),
                () -> now.addAndGet(Duration.ofMinutes(1).toNanos()))) {
            assertThat(slow.send(message(".\r\n".repeat(20))))
                    .isEqualTo(new HopResult.Failed("TIMEOUT", "SocketTimeoutException", false));
        }
        assertThat(server.commands).contains("LHLO sealmx.test");
        assertThat(server.messages).isEmpty();
    }

    @Test
    void deadlineAfterTheMessageShouldLeaveItOpenWhetherItIsTaken() throws IOException {
        AtomicLong clock = new AtomicLong();
        try (NextHop slow = new NextHop(
                settings(new HopAddress.Inet("127.0.0.1", server.port()), 1),
                () -> server.messages.isEmpty()
                        ? clock.get()
                        : Duration.ofMinutes(9).toNanos())) {
            ReceivedMessage content = ReceivedMessage.of(TEXT.getBytes(StandardCharsets.ISO_8859_1));
            server.answer(HopServer.END, HopServer.SILENCE);
            assertThat(slow.send(new HopMessage(SENDER, ALICE, content)))
                    .isInstanceOfSatisfying(HopResult.Failed.class, failed -> assertThat(failed.mayBeTaken())
                            .isTrue());
        }
    }

    @Test
    void textOfAMessageAndAnEnvelopeShouldHaveNoAddress() {
        HopMessage message = message(TEXT);
        assertThat(message).hasToString("HopMessage[" + TEXT.length() + " octets]");
        assertThat(message.envelope()).hasToString("HopEnvelope[" + TEXT.length() + " octets]");
    }
}
