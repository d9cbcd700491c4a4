package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.mail.MessagingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.delivery.Delivery;
import org.sealmx.delivery.TestDeliveries;
import org.sealmx.directory.LogCapture;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Replies;

/** What happens after DATA. */
class LmtpDataTest {

    private static final String STORED = "250 2.6.0 Message stored";
    private static final String NOT_CONFIRMED = "451 4.3.5 The message could not be processed, try again later";

    private final LmtpFixture fixture = new LmtpFixture();
    private Dialogue client;

    @BeforeEach
    void connect() throws IOException {
        client = fixture.greeted();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        fixture.close();
    }

    @Test
    void dataShouldAnswerEachRecipientInOrderWhenTheyFareDifferently() throws IOException {
        fixture.processor.on("bob@example.org", entry -> entry.delivery()
                .refuse(new Refusal(RefusalCause.OVER_QUOTA, Replies.OVER_QUOTA)));
        fixture.processor.on("carol@example.org", entry -> entry.delivery().defer(Replies.STORE_UNAVAILABLE));

        assertThat(client.send("text", "bob@example.org", "alice@example.org", "carol@example.org"))
                .containsExactly(Replies.OVER_QUOTA.toString(), STORED, Replies.STORE_UNAVAILABLE.toString());
    }

    @Test
    void dataShouldAnswerAndProcessEachRcptWhenOneIsGivenTwice() throws IOException {
        assertThat(client.send("text", "alice@example.org", "bob@example.org", "alice@example.org"))
                .containsExactly(STORED, STORED, STORED);
        assertThat(fixture.processor.recipients())
                .containsExactlyInAnyOrder("alice@example.org", "bob@example.org", "alice@example.org");
    }

    @Test
    void dataShouldNotBeAnsweredForARecipientWhenItWasRefusedAtRcpt() throws IOException {
        client.begin("nobody@example.org", "alice@example.org");
        client.write("text\r\n.\r\nNOOP\r\n");

        assertThat(client.reply()).isEqualTo(STORED);
        assertThat(client.reply()).startsWith("250 2.0.0");
    }

    @Test
    void dataShouldBe451WhenNoMailetReportsAnything() throws IOException {
        fixture.processor.on("alice@example.org", entry -> {});

        assertThat(client.send("text", "alice@example.org", "bob@example.org")).containsExactly(NOT_CONFIRMED, STORED);
    }

    @Test
    void dataShouldBe451ForOneRecipientWhenItsProcessorThrowsAnUncheckedException() throws IOException {
        fixture.processor.on("alice@example.org", entry -> {
            throw new IllegalStateException("scripted");
        });

        assertThat(client.send("text", "alice@example.org", "bob@example.org")).containsExactly(NOT_CONFIRMED, STORED);
    }

    @Test
    void dataShouldBe451ForOneRecipientWhenItsProcessorThrowsACheckedException() throws IOException {
        fixture.processor.on("alice@example.org", entry -> {
            throw new MessagingException("scripted");
        });

        assertThat(client.send("text", "alice@example.org", "bob@example.org")).containsExactly(NOT_CONFIRMED, STORED);
    }

    @Test
    void dataShouldBe451ForOneRecipientWhenItsProcessorThrowsAnError() throws IOException {
        fixture.processor.on("alice@example.org", entry -> {
            throw new NoClassDefFoundError("scripted");
        });

        assertThat(client.send("text", "alice@example.org", "bob@example.org")).containsExactly(NOT_CONFIRMED, STORED);
        assertThat(client.send("text", "bob@example.org")).containsExactly(STORED);
    }

    @Test
    void lostCopyOfAnAliasShouldBeLoggedEachTime() throws IOException {
        fixture.processor.on("alice@example.org", entry -> {
            ScriptedProcessor.store(entry);
            TestDeliveries.openRun(
                            entry,
                            TestDeliveries.route("erin@example.org", at -> new CertificateEvaluation.Revoked("f0f0")))
                    .refuse(new Refusal(RefusalCause.NO_USABLE_CERTIFICATE, Replies.CANNOT_RECEIVE_NOW));
        });
        try (LogCapture log = new LogCapture("org.sealmx.server.lmtp.processing")) {
            for (int time = 0; time < 2; time++) {
                assertThat(client.send("text", "alice@example.org")).containsExactly(STORED);
            }
            List<String> deliveries =
                    fixture.processor.deliveries().stream().map(Delivery::id).toList();
            assertThat(log.messages(Level.WARN))
                    .containsExactlyElementsOf(deliveries.stream()
                            .map(id ->
                                    "delivery " + id + ": account erin gets no copy, and its delivery is not retried:"
                                            + " its certificate cannot be used: revoked, fingerprint f0f0 (450 4.7.5)")
                            .toList());
        }
    }

    @Test
    void dataShouldBe250WhenTheStoreConfirmedBeforeAFault() throws IOException {
        fixture.processor.on("alice@example.org", entry -> {
            ScriptedProcessor.store(entry);
            throw new IllegalStateException("scripted");
        });

        assertThat(client.send("text", "alice@example.org")).containsExactly(STORED);
    }

    @Test
    void dataShouldHandOnTheOctetsAsTheyCameWhenTheyAreUnusual() throws IOException {
        client.begin("alice@example.org");
        client.write("Subject: gr\u00fc\u00dfe\r\nBroken\r\n\r\n..dot\r\n\ttab  \r\n\r\n.\r\n");

        assertThat(client.reply()).isEqualTo(STORED);
        assertThat(fixture.processor.messages())
                .containsExactly("Subject: gr\u00fc\u00dfe\r\nBroken\r\n\r\n.dot\r\n\ttab  \r\n\r\n");
    }

    @Test
    void dataShouldHandOnAnEmptyMessageWhenItIsEmpty() throws IOException {
        client.begin("alice@example.org");
        client.write(".\r\n");

        assertThat(client.reply()).isEqualTo(STORED);
        assertThat(fixture.processor.messages()).containsExactly("");
    }

    private void shouldRefuseAllAndProcessNothing(String message, String reply) throws IOException {
        assertThat(client.send(message, "alice@example.org", "bob@example.org"))
                .hasSize(2)
                .allMatch(r -> r.startsWith(reply + " "));
        assertThat(fixture.processor.messages()).isEmpty();
        assertThat(client.send("text", "alice@example.org")).containsExactly(STORED);
        assertThat(fixture.processor.messages()).containsExactly("text\r\n");
    }

    @Test
    void dataShouldRefuseAllAndProcessNothingWhenTheMessageIsTooBig() throws IOException {
        shouldRefuseAllAndProcessNothing("text\r\n".repeat(LmtpFixture.MAX_MESSAGE_KIB * 1024 / 6 + 1), "552 5.3.4");
    }

    @Test
    void dataShouldRefuseAllAndProcessNothingWhenALineIsTooLong() throws IOException {
        shouldRefuseAllAndProcessNothing("x".repeat(LmtpFixture.MAX_LINE + 1), "500 5.5.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bare\nline feed", "bare\rcarriage return", "smuggled\n.\r\nMAIL FROM:<>", "smuggled\r\n.\nRSET"
            })
    void dataShouldRefuseAllAndProcessNothingWhenALineEndIsBare(String message) throws IOException {
        shouldRefuseAllAndProcessNothing(message, "554 5.6.0");
    }

    @Test
    void dataShouldDeferAllAndProcessNothingWhenTheBytesInFlightAreExhausted() throws IOException {
        long taken = LmtpFixture.MAX_BYTES_IN_FLIGHT - 10;
        client.begin("alice@example.org", "bob@example.org");
        fixture.budget.reserve(taken);
        client.write("more than ten octets\r\n.\r\n");

        assertThat(client.replies(2)).allMatch(reply -> reply.startsWith("451 4.3.2 "));
        assertThat(fixture.processor.messages()).isEmpty();
        fixture.budget.release(taken);
        assertThat(client.send("text", "alice@example.org")).containsExactly(STORED);
    }

    @Test
    void dataShouldGiveBackTheBytesInFlightWhenItIsAnswered() throws IOException {
        client.send("text", "alice@example.org");
        client.send("bare\nline feed", "alice@example.org");

        assertThat(fixture.budget.hasRoomFor(LmtpFixture.MAX_BYTES_IN_FLIGHT)).isTrue();
    }

    @Test
    void dataShouldReserveTheBytesWhileTheMessageIsProcessed() throws IOException {
        CompletableFuture<Boolean> roomForAll = new CompletableFuture<>();
        fixture.processor.on(
                "alice@example.org",
                entry -> roomForAll.complete(fixture.budget.hasRoomFor(LmtpFixture.MAX_BYTES_IN_FLIGHT - 5)));
        client.send("text", "alice@example.org");

        assertThat(roomForAll).isCompletedWithValue(false);
    }

    @Test
    void ledgerShouldBeEmptyWhenDataIsAnswered() throws IOException {
        fixture.processor.on("bob@example.org", entry -> {
            throw new IllegalStateException("scripted");
        });
        client.send("text", "alice@example.org", "bob@example.org");

        assertThat(fixture.ledger.size()).isZero();
    }

    @Test
    void dataShouldDeferWhenTooManyMessagesAreInFlight() throws IOException, InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (LmtpFixture narrow = new LmtpFixture(1);
                Dialogue first = narrow.greeted();
                Dialogue second = narrow.greeted()) {
            narrow.processor.on("alice@example.org", entry -> {
                entered.countDown();
                await(released);
                ScriptedProcessor.store(entry);
            });
            first.begin("alice@example.org");
            first.write("text\r\n.\r\n");
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(second.send("text", "bob@example.org", "carol@example.org"))
                    .hasSize(2)
                    .allMatch(reply -> reply.startsWith("451 4.3.2 "));
            released.countDown();
            assertThat(first.reply()).isEqualTo(STORED);
            assertThat(second.send("text", "bob@example.org")).containsExactly(STORED);
        }
    }

    @Test
    void dataShouldWaitWhenTooManyMessagesAreInFlight() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (LmtpFixture narrow = new LmtpFixture(1, Duration.ofMinutes(1));
                Dialogue first = narrow.greeted();
                Dialogue second = narrow.greeted()) {
            narrow.processor.on("alice@example.org", entry -> {
                entered.countDown();
                await(released);
                ScriptedProcessor.store(entry);
            });
            first.begin("alice@example.org");
            first.write("text\r\n.\r\n");
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
            second.begin("bob@example.org");
            second.write("text\r\n.\r\n");
            released.countDown();

            assertThat(first.reply()).isEqualTo(STORED);
            assertThat(second.reply()).isEqualTo(STORED);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void dataShouldRecordWhereTheMessageCameFromAndNoRecipientWhenItIsReceived() throws IOException {
        client.send("text", "alice@example.org");

        assertThat(fixture.processor.deliveries().get(0).transaction().received())
                .matches("from client\\.example \\(\\[127\\.0\\.0\\.1]\\) by \\S+ \\(SealMX\\) with LMTP id \\S+; .*")
                .doesNotContain("alice");
    }

    @Test
    void dataShouldRecordNothingThatTheClientMadeUpWhenItsNameIsInvalid() throws IOException {
        client.command("LHLO a b; c\td");
        client.send("text", "alice@example.org");

        assertThat(fixture.processor.deliveries().get(0).transaction().received())
                .startsWith("from unknown ([");
    }
}
