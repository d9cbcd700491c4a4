package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/** What the program itself has written goes the way of all mail. */
class OwnMailTest {

    private static final ReceivedMessage MESSAGE = ReceivedMessage.of("text\r\n".getBytes(StandardCharsets.US_ASCII));

    private static Reply submit(LmtpFixture fixture, String recipient) {
        EmailAddress address = EmailAddress.of(recipient);
        return fixture.own.submit(ReversePath.of(address), address, MESSAGE);
    }

    @Test
    void messageShouldBeProcessedAndItsOutcomeTold() throws Exception {
        try (LmtpFixture fixture = new LmtpFixture()) {
            fixture.processor.on("alice@example.org", ScriptedProcessor::store);

            assertThat(submit(fixture, "alice@example.org")).isEqualTo(Replies.STORED);
            assertThat(fixture.processor.messages()).containsExactly("text\r\n");
            assertThat(fixture.askedOfStore).containsExactly("alice@example.org from <alice@example.org> of 6");
            assertThat(fixture.processor.deliveries().get(0).transaction().received())
                    .startsWith("by example.org (SealMX) id ");
            assertThat(fixture.outcomes).hasSize(1);
            assertThat(fixture.outcomes.get(0).reason()).isEqualTo(Reason.STORED);
            assertThat(fixture.ledger.size()).isZero();
        }
    }

    @Test
    void onlyAConfirmationShouldBeASuccess() throws Exception {
        try (LmtpFixture fixture = new LmtpFixture()) {
            fixture.processor.on("alice@example.org", entry -> {});
            assertThat(submit(fixture, "alice@example.org")).isEqualTo(Replies.NOT_CONFIRMED);
        }
    }

    @Test
    void refusalAtRcptShouldEndItBeforeItIsProcessed() throws Exception {
        try (LmtpFixture fixture = new LmtpFixture()) {
            assertThat(submit(fixture, "disabled@example.org")).isEqualTo(Replies.ACCOUNT_DISABLED);
            assertThat(submit(fixture, "nobody@example.org")).isEqualTo(Replies.NO_SUCH_ADDRESS);
            assertThat(fixture.processor.messages()).isEmpty();
            assertThat(fixture.outcomes).hasSize(2);
        }
    }

    @Test
    void messageWithoutRoomShouldBeDeferred() throws Exception {
        try (LmtpFixture fixture = new LmtpFixture(1)) {
            List<Reply> meanwhile = new CopyOnWriteArrayList<>();
            fixture.processor.on("bob@example.org", entry -> {
                meanwhile.add(submit(fixture, "alice@example.org"));
                ScriptedProcessor.store(entry);
            });
            assertThat(submit(fixture, "bob@example.org")).isEqualTo(Replies.STORED);
            assertThat(meanwhile).containsExactly(Replies.TOO_BUSY);
            assertThat(fixture.outcomes.get(0).reason()).isEqualTo(Reason.TOO_BUSY);
        }
    }
}
