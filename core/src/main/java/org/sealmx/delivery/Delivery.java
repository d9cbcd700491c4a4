package org.sealmx.delivery;

import java.util.Optional;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * The delivery of one message to one RCPT: what is asked of the processors, and what the policy says of it. What came
 * of it is known to the {@link DeliveryLedger.Entry}, which has the runs, too. Safe for use by several threads.
 */
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

    /** What all recipients of the message have in common. */
    public Transaction transaction() {
        return transaction;
    }

    /** What the policy has said of this sender and recipient when the delivery was opened. */
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

    /** What was reported of the delivery as a whole; counts as long as it has no destination. */
    DeliveryOutcome outcome() {
        return outcome.current();
    }
}
