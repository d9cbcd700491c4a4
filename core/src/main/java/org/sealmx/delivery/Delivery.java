package org.sealmx.delivery;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * The delivery of one message to one RCPT: the input of the processors, and the policy's verdict. The
 * {@link DeliveryLedger.Entry} has its runs and its result.
 */
@ThreadSafe
public final class Delivery implements Attempt {

    private final String id;
    private final Transaction transaction;
    private final EmailAddress recipient;
    private final Verdict verdict;
    private final OutcomeRecord outcome = new OutcomeRecord();

    Delivery(String id, Transaction transaction, EmailAddress recipient, Verdict verdict) {
        this.id = id;
        this.transaction = transaction;
        this.recipient = recipient;
        this.verdict = verdict;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ReversePath sender() {
        return transaction.sender();
    }

    @Override
    public EmailAddress recipient() {
        return recipient;
    }

    /** The message and what all its recipients share. */
    public Transaction transaction() {
        return transaction;
    }

    /** The policy's verdict on this sender and recipient when the delivery was opened. */
    public Verdict verdict() {
        return verdict;
    }

    @Override
    public Optional<Refusal> refusal() {
        return verdict instanceof Verdict.Refuse refuse ? Optional.of(refuse.refusal()) : Optional.empty();
    }

    @Override
    public void refuse(Refusal refusal) {
        outcome.refuse(refusal);
    }

    @Override
    public void defer(Reply reply) {
        outcome.defer(reply);
    }

    /** What was reported for the delivery as a whole; counts only while it has no destination. */
    OutcomeRecord outcome() {
        return outcome;
    }
}
