package org.sealmx.hop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.ReversePath;

/** Asking the next server, without a message. */
class NextHopProbeTest {

    private static final ReversePath SENDER = ReversePath.of(EmailAddress.of("bob@sender.example"));
    private static final EmailAddress ALICE = EmailAddress.of("alice@example.org");
    private static final String STEPS = "250-hop.test\r\n250 SIZE 1000";
    private static final String PIPELINES = "250-hop.test\r\n250-PIPELINING\r\n250 SIZE 1000";

    private final AtomicLong now = new AtomicLong();
    private HopServer server;
    private NextHop hop;

    @BeforeEach
    void start() throws IOException {
        server = HopServer.onLoopback();
        HopSettings settings = TestHops.onLoopback(
                server.port(),
                HopProtocol.LMTP,
                new HopTimeouts(Duration.ofSeconds(20), Duration.ofMillis(700), Duration.ofSeconds(20)),
                1);
        hop = new NextHop(settings, now::get);
    }

    @AfterEach
    void stop() throws IOException {
        hop.close();
        server.close();
    }

    private HopResult probe(long size) {
        return hop.probe(new HopEnvelope(SENDER, ALICE, size));
    }

    @ParameterizedTest
    @ValueSource(strings = {STEPS, PIPELINES})
    void probeShouldEndBeforeTheMessageAndLeaveTheConnectionForOne(String extensions) {
        server.answer("LHLO", extensions);
        assertThat(probe(7)).isEqualTo(new HopResult.Willing());
        assertThat(probe(0)).isEqualTo(new HopResult.Willing());
        assertThat(hop.send(new HopMessage(
                        SENDER, ALICE, ReceivedMessage.of("a: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo(new HopResult.Taken());
        assertThat(server.accepted).hasValue(1);
        assertThat(server.messages).hasSize(1);
        assertThat(server.commands)
                .startsWith(
                        "LHLO sealmx.test",
                        "MAIL FROM:<bob@sender.example> SIZE=7",
                        "RCPT TO:<alice@example.org>",
                        "RSET",
                        "MAIL FROM:<bob@sender.example>",
                        "RCPT TO:<alice@example.org>",
                        "RSET",
                        "MAIL FROM:<bob@sender.example> SIZE=8");
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 550 5.7.1 not you, 550 5.7.1",
        "RCPT, 550 5.1.1 <alice@example.org> unknown, 550 5.1.1",
        "RCPT, 452 4.2.2 full, 452 4.2.2",
        "RCPT, 501 5.1.3 Bad recipient address syntax, 501 5.1.3",
        "MAIL, 501 5.5.4 Invalid FROM, 501 5.5.4",
        "RCPT, 451 what, 451 4.0.0"
    })
    void refusalShouldBeThatOfTheServer(String verb, String answer, String expected) {
        for (String extensions : List.of(STEPS, PIPELINES)) {
            server.answer("LHLO", extensions);
            server.answer(verb, answer);
            assertThat(probe(0)).isInstanceOfSatisfying(HopResult.Refused.class, refused -> assertThat(refused.reply())
                    .hasToString(expected));
            server.answer(verb, "250 2.1.0 OK");
            assertThat(probe(0)).isEqualTo(new HopResult.Willing());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "LHLO", "MAIL", "RCPT", "RSET"})
    void silenceNonsenseAndCutShouldBeFailures(String verb) {
        for (String fault : List.of(HopServer.CUT, HopServer.SILENCE, "hello", "421 4.3.2 shutting down")) {
            for (String extensions : List.of(STEPS, PIPELINES)) {
                server.answer("LHLO", extensions);
                server.answer(verb, fault);
                now.addAndGet(Duration.ofSeconds(5).toNanos());
                if (verb.equals("RSET") && fault.startsWith("421")) {
                    // the answer has been given before
                    assertThat(probe(0)).isEqualTo(new HopResult.Willing());
                } else {
                    assertThat(probe(0))
                            .isInstanceOfSatisfying(HopResult.Failed.class, failed -> assertThat(failed.mayBeTaken())
                                    .isFalse());
                }
            }
        }
        assertThat(server.messages).isEmpty();
    }

    @Test
    void connectionShouldNotBeKeptWhenTheServerDoesNotReset() {
        server.answer("RSET", "500 5.5.1 what");
        assertThat(probe(0)).isEqualTo(new HopResult.Willing());
        assertThat(probe(0)).isEqualTo(new HopResult.Willing());
        assertThat(server.accepted).hasValue(2);
    }

    @Test
    void connectionThatTheServerHasClosedShouldBeReplaced() throws IOException {
        probe(0);
        server.cutAll();
        assertThat(probe(0)).isEqualTo(new HopResult.Willing());
    }

    @Test
    void probeShouldAskNothingWhenTheAnswerIsKnown() {
        server.answer("LHLO", PIPELINES);
        assertThat(probe(1001)).isEqualTo(new HopResult.TooLarge());
        assertThat(hop.probe(new HopEnvelope(SENDER, EmailAddress.of("j\u00f6rg@example.org"), 0)))
                .isEqualTo(new HopResult.NotSupported("SMTPUTF8"));
        assertThat(server.commands).containsExactly("LHLO sealmx.test");
        assertThat(probe(1000)).isEqualTo(new HopResult.Willing());
        assertThat(server.accepted).hasValue(1);
    }

    @Test
    void serverThatIsSilentShouldNotBeAskedAgainForAMoment() {
        server.answer("RCPT", HopServer.SILENCE);
        for (int i = 0; i < 5; i++) {
            assertThat(probe(0)).isInstanceOf(HopResult.Failed.class);
        }
        assertThat(server.accepted).hasValue(1);
        server.answer("RCPT", "250 2.1.5 OK");
        assertThat(probe(0)).isInstanceOf(HopResult.Failed.class);
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(probe(0)).isEqualTo(new HopResult.Willing());
        assertThat(probe(0)).isEqualTo(new HopResult.Willing());
    }
}
