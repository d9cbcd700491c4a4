package org.sealmx.server.lmtp.processing;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.sealmx.delivery.ProcessingRoom;
import org.sealmx.delivery.Transaction;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.measure.Measurements;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Verdict;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.sealing.SealingShare;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * Takes messages that this program itself has written, on the way of all mail: the policy is asked as at RCPT and after
 * DATA, room is waited for, the processors run, and the outcome is logged and counted. Only the steps of LMTP that
 * operators have added are not asked, since there is no connection that they could see.
 */
@ThreadSafe
@Singleton
public final class OwnMail {

    @SuppressWarnings("ThreadSafe") // all connections share it
    private final ProcessorDataHandler processing;

    private final RecipientPolicy policy;
    private final ProcessingRoom room;
    private final OutcomeReport report;
    private final Measurements measurements;

    @SuppressWarnings("ThreadSafe") // clocks are
    private final Clock clock;

    /** Called by James' injector. */
    @Inject
    public OwnMail(
            ProcessorDataHandler processing,
            RecipientPolicy policy,
            ProcessingRoom room,
            OutcomeReport report,
            Measurements measurements,
            Clock clock) {
        this.processing = processing;
        this.policy = policy;
        this.room = room;
        this.report = report;
        this.measurements = measurements;
        this.clock = clock;
    }

    /**
     * Delivers a message.
     *
     * @param message with CR LF at the end of each line
     * @return the reply that Postfix would get; only a success means that the sealed message is stored
     */
    public Reply submit(ReversePath sender, EmailAddress recipient, ReceivedMessage message) {
        Instant begin = report.begin();
        if (policy.atRcpt(sender, recipient, message.size()) instanceof Verdict.Refuse refused) {
            report.refusedAtRcpt(recipient, refused, begin);
            return refused.refusal().reply();
        }
        RecipientOutcome outcome = outcome(sender, recipient, message, begin);
        report.tell(List.of(outcome));
        return outcome.reply();
    }

    @SuppressWarnings("try") // the place is left at the end
    private RecipientOutcome outcome(
            ReversePath sender, EmailAddress recipient, ReceivedMessage message, Instant begin) {
        Optional<ProcessingRoom.Place> place = room.enter(MessageSealer.heapFor(message.size()));
        if (place.isEmpty()) {
            return report.unprocessed(List.of(recipient), Optional.empty(), Replies.TOO_BUSY, Reason.TOO_BUSY, begin)
                    .get(0);
        }
        String id = UUID.randomUUID().toString();
        try (@SuppressWarnings("try") // left at the end
                        ProcessingRoom.Place entered = place.get();
                SealingShare share = new SealingShare()) {
            String received = ReceivedField.ofOwn(recipient.domain(), id, clock);
            return processing.deliver(
                    new Transaction(id, sender, message, share, received, measurements),
                    recipient,
                    Optional.empty(),
                    begin);
        }
    }
}
