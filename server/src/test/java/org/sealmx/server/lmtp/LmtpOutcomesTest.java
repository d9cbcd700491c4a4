package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.measure.Stage;
import org.sealmx.octets.MessageSource;
import org.sealmx.server.lmtp.step.DataStep;
import org.sealmx.server.lmtp.step.EndOfDataStep;
import org.sealmx.server.lmtp.step.LmtpSession;
import org.sealmx.server.lmtp.step.LmtpTransaction;
import org.sealmx.server.lmtp.step.RecipientStep;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/** Each recipient whose last reply was given has one outcome, which is that reply; nobody else has any. */
class LmtpOutcomesTest {

    private static final String ALICE = "alice@example.org";
    private static final String BOB = "bob@example.org";
    private static final String MESSAGE =
            "Received: by mx.example.org (Postfix) with ESMTP id 4YkQ3n2VXx; date\r\nSubject: x\r\n\r\nbody";
    private static final Reply NOT_NOW = Reply.of(450, "4.7.1", "Not now");

    private Optional<Reply> toRecipient = Optional.empty();
    private Optional<Reply> toData = Optional.empty();
    private Optional<Reply> toEndOfData = Optional.empty();

    private final class AtRecipient implements RecipientStep {
        @Override
        public Optional<Reply> onRecipient(LmtpSession session, LmtpTransaction transaction, EmailAddress recipient) {
            return toRecipient;
        }
    }

    private final class AtData implements DataStep {
        @Override
        public Optional<Reply> onData(LmtpSession session, LmtpTransaction transaction) {
            return toData;
        }
    }

    private final class AtEndOfData implements EndOfDataStep {
        @Override
        public Optional<Reply> onEndOfData(LmtpSession session, LmtpTransaction transaction, MessageSource message) {
            if (toEndOfData.isEmpty() && fails) {
                throw new IllegalStateException("scripted");
            }
            return toEndOfData;
        }
    }

    private boolean fails;
    private final LmtpFixture fixture = new LmtpFixture(new AtRecipient(), new AtData(), new AtEndOfData());
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

    private void mail() throws IOException {
        client.command("MAIL FROM:<sender@example.com>");
    }

    private RecipientOutcome only(String reply) {
        assertThat(fixture.outcomes)
                .singleElement()
                .extracting(outcome -> outcome.reply().toString())
                .isEqualTo(reply);
        return fixture.outcomes.get(0);
    }

    private static void assertWhy(RecipientOutcome outcome, Stage stage, Reason reason) {
        assertThat(List.of(outcome.stage(), outcome.reason())).containsExactly(stage, reason);
    }

    @Test
    void confirmedDeliveryShouldBeSent() throws IOException {
        List<String> replies = client.send(MESSAGE, ALICE);

        RecipientOutcome outcome = only(replies.get(0));
        assertThat(outcome.status().word()).isEqualTo("sent");
        assertThat(outcome.recipient()).isEqualTo(EmailAddress.of(ALICE));
        assertThat(outcome.queue()).contains("4YkQ3n2VXx");
        assertThat(outcome.delivery()).isPresent();
        assertThat(outcome.transaction()).isPresent();
        assertThat(outcome.delay()).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    @Test
    void eachRecipientShouldHaveAnOutcomeInTheOrderOfTheReplies() throws IOException {
        List<String> replies = client.send(MESSAGE, ALICE, BOB, ALICE);

        assertThat(fixture.outcomes)
                .extracting(outcome -> outcome.reply().toString())
                .isEqualTo(replies);
        assertThat(fixture.outcomes)
                .extracting(outcome -> outcome.recipient().toString())
                .containsExactly(ALICE, BOB, ALICE);
    }

    @Test
    void refusalAtRcptShouldBeAnOutcomeOfItsOwn() throws IOException {
        mail();
        assertWhy(only(client.command("RCPT TO:<nobody@example.org>")), Stage.RCPT, Reason.UNKNOWN);
        fixture.outcomes.clear();
        assertWhy(only(client.command("RCPT TO:<disabled@example.org>")), Stage.RCPT, Reason.BLOCKED);
        fixture.outcomes.clear();
        assertWhy(only(client.command("RCPT TO:<a@elsewhere.example>")), Stage.RCPT, Reason.NOT_OUR_DOMAIN);
        fixture.outcomes.clear();
        assertWhy(only(client.command("RCPT TO:<j\u00f6rg@example.org>")), Stage.RCPT, Reason.ADDRESS_NOT_ALLOWED);
    }

    @Test
    void refusalAtRcptByAStepShouldBeAnOutcome() throws IOException {
        toRecipient = Optional.of(NOT_NOW);
        mail();
        assertWhy(only(client.command("RCPT TO:<alice@example.org>")), Stage.RCPT, Reason.CONFIGURED);
    }

    @Test
    void recipientsBeyondTheLimitShouldBeDeferred() throws IOException {
        mail();
        for (int i = 0; i < LmtpFixture.MAX_RECIPIENTS; i++) {
            client.command("RCPT TO:<alice@example.org>");
        }
        assertWhy(only(client.command("RCPT TO:<bob@example.org>")), Stage.RCPT, Reason.TOO_MANY_RECIPIENTS);
    }

    @Test
    void refusalAtDataShouldBeAnOutcomeForEachRecipient() throws IOException {
        toData = Optional.of(NOT_NOW);

        assertThat(client.begin(ALICE, BOB)).isEqualTo(NOT_NOW.toString());

        assertThat(fixture.outcomes).hasSize(2).allSatisfy(outcome -> {
            assertThat(outcome.reply()).isEqualTo(NOT_NOW);
            assertWhy(outcome, Stage.DATA, Reason.CONFIGURED);
        });
    }

    @Test
    void refusalOfTheMessageShouldBeAnOutcomeForEachRecipient() throws IOException {
        toEndOfData = Optional.of(NOT_NOW);
        assertAll(client.send(MESSAGE, ALICE, BOB), Reason.CONFIGURED);
        assertThat(fixture.outcomes)
                .allSatisfy(outcome -> assertThat(outcome.queue()).contains("4YkQ3n2VXx"));
    }

    @Test
    void faultShouldBeAnOutcomeForEachRecipient() throws IOException {
        fails = true;
        assertAll(client.send(MESSAGE, ALICE, BOB), Reason.FAULT);
    }

    @Test
    void messageThatIsTooLargeShouldBeAnOutcomeForEachRecipient() throws IOException {
        String large = String.join("", Collections.nCopies(LmtpFixture.MAX_MESSAGE_KIB * 110, "0123456789\r\n"));
        assertAll(client.send(large, ALICE, BOB), Reason.MESSAGE_TOO_LARGE);
    }

    @Test
    void malformedMessageShouldBeAnOutcomeForEachRecipient() throws IOException {
        assertAll(client.send("a bare\nline feed", ALICE, BOB), Reason.MALFORMED_MESSAGE);
    }

    private void assertAll(List<String> replies, Reason reason) {
        assertThat(new ArrayList<>(fixture.outcomes))
                .hasSameSizeAs(replies)
                .allSatisfy(outcome -> assertWhy(outcome, Stage.DATA, reason))
                .extracting(outcome -> outcome.reply().toString())
                .isEqualTo(replies);
    }

    @Test
    void deliveryWithoutAReportShouldBeDeferred() throws IOException {
        fixture.processor.on(ALICE, entry -> {});
        assertWhy(only(client.send(MESSAGE, ALICE).get(0)), Stage.CHAIN, Reason.NOT_CONFIRMED);
    }

    @Test
    void whatGetsNoLastReplyShouldHaveNoOutcome() throws IOException {
        mail();
        client.command("RCPT TO:<alice@example.org>");
        client.command("RCPT TO:<not an address>");
        client.command("RSET");
        client.command("QUIT");
        assertThat(fixture.outcomes).isEmpty();
    }
}
