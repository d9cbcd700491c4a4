package org.sealmx.server.lmtp.processing;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Ending;
import org.sealmx.delivery.outcome.OutcomeListener;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.directory.AccountId;
import org.sealmx.measure.Stage;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/**
 * Tells what became of each recipient: of those that get their last reply at RCPT, at DATA, or at the end of the data.
 * A recipient that was accepted at RCPT, and whose transaction then ends without a message, has no outcome.
 */
@ThreadSafe
@Singleton
public final class OutcomeReport {

    private final OutcomeListener listener;

    @SuppressWarnings("ThreadSafe") // clocks are
    private final Clock clock;

    /** Called by James' injector. */
    @Inject
    public OutcomeReport(OutcomeListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /** The instant from which a delay counts. */
    public Instant begin() {
        return clock.instant();
    }

    /** A recipient was refused at RCPT by a step. */
    public void refusedAtRcpt(EmailAddress recipient, Verdict.Refuse refused, Instant begin) {
        Reply reply = refused.refusal().reply();
        Reason reason = reasonOf(reply, Optional.of(refused.refusal().cause()), Stage.RCPT);
        listener.ended(
                unprocessed(recipient, refused.accounts(), Optional.empty(), reply, since(begin), Stage.RCPT, reason));
    }

    /** A recipient was refused at RCPT by the protocol. */
    public void refusedAtRcpt(EmailAddress recipient, Reply reply, Reason reason, Instant begin) {
        listener.ended(unprocessed(recipient, List.of(), Optional.empty(), reply, since(begin), Stage.RCPT, reason));
    }

    /** All recipients were refused at DATA, by a step. */
    public void refusedAtData(List<EmailAddress> recipients, Reply reply, Instant begin) {
        tell(unprocessed(recipients, Optional.empty(), reply, Reason.CONFIGURED, begin));
    }

    /** Tells all outcomes of one message, in the order of the replies. */
    void tell(List<RecipientOutcome> outcomes) {
        outcomes.forEach(listener::ended);
    }

    /** The outcomes of a message that was not processed. */
    List<RecipientOutcome> unprocessed(
            List<EmailAddress> recipients, Optional<String> queue, Reply reply, Reason reason, Instant begin) {
        Duration delay = since(begin);
        return recipients.stream()
                .map(recipient -> unprocessed(recipient, List.of(), queue, reply, delay, Stage.DATA, reason))
                .toList();
    }

    private static RecipientOutcome unprocessed(
            EmailAddress recipient,
            List<AccountId> accounts,
            Optional<String> queue,
            Reply reply,
            Duration delay,
            Stage stage,
            Reason reason) {
        return new RecipientOutcome(
                Optional.empty(), Optional.empty(), queue, recipient, accounts, reply, delay, stage, List.of(), reason);
    }

    /** The outcome of a delivery whose runs have ended. */
    RecipientOutcome of(DeliveryLedger.Entry entry, Optional<String> queue, Instant begin) {
        Ending ending = entry.ending();
        return new RecipientOutcome(
                Optional.of(entry.delivery().transaction().id()),
                Optional.of(entry.delivery().id()),
                queue,
                entry.delivery().recipient(),
                ending.accounts(),
                ending.reply(),
                since(begin),
                ending.stage(),
                ending.certificates(),
                reasonOf(ending.reply(), ending.cause(), ending.stage()));
    }

    private static Reason reasonOf(Reply reply, Optional<RefusalCause> cause, Stage stage) {
        if (reply.isSuccess()) {
            return stage == Stage.FORWARD ? Reason.FORWARDED : Reason.STORED;
        }
        return cause.map(Reason::of)
                .or(() -> Reason.of(reply))
                // a reply that is none of ours is the next server's, or comes from a mailet of the operator
                .orElse(stage == Stage.STORE || stage == Stage.FORWARD ? Reason.NEXT_HOP : Reason.CONFIGURED);
    }

    /** The clock may have been set back. */
    private Duration since(Instant begin) {
        Duration delay = Duration.between(begin, clock.instant());
        return delay.isNegative() ? Duration.ZERO : delay;
    }
}
