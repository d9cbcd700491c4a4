package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.octets.MessageSource;
import org.sealmx.server.lmtp.step.DataStep;
import org.sealmx.server.lmtp.step.EndOfDataStep;
import org.sealmx.server.lmtp.step.LmtpSession;
import org.sealmx.server.lmtp.step.LmtpTransaction;
import org.sealmx.server.lmtp.step.MailStep;
import org.sealmx.server.lmtp.step.RecipientStep;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/** Steps that operators add. */
class LmtpStepsTest {

    private static final Reply NOT_NOW = Reply.of(450, "4.7.1", "Not now");
    private static final Reply NEVER = Reply.of(550, "5.7.1", "Never");

    private final List<String> asked = new ArrayList<>();

    /** A step whose answer a test changes. */
    private final class Answer {
        private Optional<Reply> reply = Optional.empty();
        private boolean fails;

        Optional<Reply> to(String question) {
            asked.add(question);
            if (fails) {
                throw new IllegalStateException("scripted");
            }
            return reply;
        }
    }

    private final Answer toMail = new Answer();
    private final Answer toRecipient = new Answer();
    private final Answer toSecondRecipientStep = new Answer();
    private final Answer toData = new Answer();
    private final Answer toEndOfData = new Answer();

    private final class AtMail implements MailStep {
        @Override
        public Optional<Reply> onMail(LmtpSession session, LmtpTransaction transaction) {
            return toMail.to(
                    "MAIL " + transaction.sender() + " by " + session.lhloName().orElse("?"));
        }
    }

    private final class AtRecipient implements RecipientStep {
        @Override
        public Optional<Reply> onRecipient(LmtpSession session, LmtpTransaction transaction, EmailAddress recipient) {
            return toRecipient.to("RCPT " + recipient + " after " + transaction.recipients());
        }
    }

    private final class AlsoAtRecipient implements RecipientStep {
        @Override
        public Optional<Reply> onRecipient(LmtpSession session, LmtpTransaction transaction, EmailAddress recipient) {
            return toSecondRecipientStep.to("second");
        }
    }

    private final class AtData implements DataStep {
        @Override
        public Optional<Reply> onData(LmtpSession session, LmtpTransaction transaction) {
            return toData.to("DATA " + transaction.recipients());
        }
    }

    private final class AtEndOfData implements EndOfDataStep {
        @Override
        public Optional<Reply> onEndOfData(LmtpSession session, LmtpTransaction transaction, MessageSource message) {
            return toEndOfData.to("END " + message.size());
        }
    }

    private final LmtpFixture fixture =
            new LmtpFixture(new AtMail(), new AtRecipient(), new AlsoAtRecipient(), new AtData(), new AtEndOfData());
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
    void stepsShouldBeAskedInTheirPlacesWhenAMessageComes() throws IOException {
        assertThat(client.send("text", "alice@example.org", "bob@example.org")).containsOnly(Replies.STORED.toString());
        assertThat(asked)
                .containsExactly(
                        "MAIL <sender@example.com> by client.example",
                        "RCPT alice@example.org after []",
                        "second",
                        "RCPT bob@example.org after [alice@example.org]",
                        "second",
                        "DATA [alice@example.org, bob@example.org]",
                        "END 6");
    }

    @Test
    void mailShouldBeRefusedAndBeginNothingWhenAStepRefuses() throws IOException {
        toMail.reply = Optional.of(NOT_NOW);

        assertThat(client.command("MAIL FROM:<>")).isEqualTo(NOT_NOW.toString());
        assertThat(client.command("RCPT TO:<alice@example.org>")).startsWith("503 ");
    }

    @Test
    void rcptShouldBeRefusedAndCountForNothingWhenAStepRefuses() throws IOException {
        toRecipient.reply = Optional.of(NEVER);
        client.command("MAIL FROM:<>");

        assertThat(client.command("RCPT TO:<alice@example.org>")).isEqualTo(NEVER.toString());
        assertThat(client.command("DATA")).startsWith("503 ");
    }

    @Test
    void rcptShouldHearTheFirstRefusalWhenSeveralStepsRefuse() throws IOException {
        toRecipient.reply = Optional.of(NOT_NOW);
        toSecondRecipientStep.reply = Optional.of(NEVER);
        client.command("MAIL FROM:<>");

        assertThat(client.command("RCPT TO:<alice@example.org>")).isEqualTo(NOT_NOW.toString());
    }

    @Test
    void rcptShouldHearTheSecondStepWhenTheFirstHasNoOpinion() throws IOException {
        toSecondRecipientStep.reply = Optional.of(NEVER);
        client.command("MAIL FROM:<>");

        assertThat(client.command("RCPT TO:<alice@example.org>")).isEqualTo(NEVER.toString());
    }

    @Test
    void rcptShouldStillAskThePolicyWhenAStepAnswersASuccess() throws IOException {
        toRecipient.reply = Optional.of(Replies.RECIPIENT_OK);
        client.command("MAIL FROM:<>");

        assertThat(client.command("RCPT TO:<nobody@example.org>")).startsWith("550 5.1.1 ");
    }

    @Test
    void dataShouldBeRefusedAndTheTransactionStayWhenAStepRefuses() throws IOException {
        toData.reply = Optional.of(NOT_NOW);
        assertThat(client.begin("alice@example.org")).isEqualTo(NOT_NOW.toString());
        toData.reply = Optional.empty();

        assertThat(client.command("DATA")).startsWith("354 ");
    }

    @Test
    void endOfDataShouldRefuseEveryRecipientAndProcessNothingWhenAStepRefuses() throws IOException {
        toEndOfData.reply = Optional.of(NEVER);

        assertThat(client.send("text", "alice@example.org", "bob@example.org"))
                .containsExactly(NEVER.toString(), NEVER.toString());
        assertThat(fixture.processor.messages()).isEmpty();
    }

    @Test
    void endOfDataShouldNotBeAskedWhenTheMessageBreaksALimit() throws IOException {
        client.send("bare\nline feed", "alice@example.org");

        assertThat(asked).noneMatch(question -> question.startsWith("END"));
    }

    @Test
    void mailShouldBe451AndTheSessionGoOnWhenAStepThrows() throws IOException {
        toMail.fails = true;
        assertThat(client.command("MAIL FROM:<>")).startsWith("451 4.3.0 ");
        toMail.fails = false;

        assertThat(client.command("MAIL FROM:<>")).startsWith("250 ");
    }

    @Test
    void rcptShouldBe451AndCountForNothingWhenAStepThrows() throws IOException {
        toRecipient.fails = true;
        client.command("MAIL FROM:<>");

        assertThat(client.command("RCPT TO:<alice@example.org>")).startsWith("451 4.3.0 ");
        assertThat(client.command("DATA")).startsWith("503 ");
    }

    @Test
    void endOfDataShouldBe451ForEveryRecipientAndTheSessionGoOnWhenAStepThrows() throws IOException {
        toEndOfData.fails = true;
        assertThat(client.send("text", "alice@example.org", "bob@example.org"))
                .hasSize(2)
                .allMatch(reply -> reply.startsWith("451 4.3."));
        toEndOfData.fails = false;

        assertThat(client.send("text", "alice@example.org")).containsExactly(Replies.STORED.toString());
        assertThat(fixture.processor.messages()).hasSize(1);
        assertThat(fixture.budget.hasRoomFor(LmtpFixture.MAX_BYTES_IN_FLIGHT)).isTrue();
    }
}
