package org.sealmx.delivery;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.directory.Route;
import org.sealmx.policy.Decision;
import org.sealmx.policy.Refusal;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingShare;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * One run of the processors: one copy of a message on its way to one mailbox. It carries the policy's {@link Decision}
 * on its {@link Route}, so that nothing downstream resolves an address or judges a certificate a second time. It also
 * carries the proof of sealing: the sealed message that was made for this run. The caller that opens a run closes it
 * after the processors have finished with it.
 */
@ThreadSafe
public final class Run implements Attempt, AutoCloseable {

    private final String id;
    private final Delivery delivery;
    private final Decision decision;
    private final OutcomeRecord outcome = new OutcomeRecord();
    private final SealingShare share = new SealingShare();

    @SuppressWarnings("ThreadSafe")
    private volatile Optional<SealedMessage> sealed = Optional.empty();

    Run(String id, Delivery delivery, Decision decision) {
        this.id = id;
        this.delivery = delivery;
        this.decision = decision;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ReversePath sender() {
        return delivery.sender();
    }

    @Override
    public EmailAddress recipient() {
        return delivery.recipient();
    }

    /** The message and what its recipients share. */
    public Transaction transaction() {
        return delivery.transaction();
    }

    /** The share that holds what is encrypted for this run alone; closing the run releases it. */
    public SealingShare share() {
        return share;
    }

    /** The route of this copy. */
    public Route route() {
        return decision.route();
    }

    /** The policy's decision about the route: the certificates to seal to, or why there is no copy. */
    public Decision decision() {
        return decision;
    }

    /**
     * Records the sealed message of this run. Final delivery stores these octets and no others.
     *
     * @param message the sealed message
     */
    public void recordSealed(SealedMessage message) {
        sealed = Optional.of(message);
    }

    /** The sealed message of this run; empty until there is one. */
    public Optional<SealedMessage> sealed() {
        return sealed;
    }

    /**
     * Reports that the store has acknowledged the sealed message.
     *
     * @throws IllegalStateException when nothing was sealed for this run, so that nothing can have been stored
     */
    public void confirm() {
        if (sealed.isEmpty()) {
            throw new IllegalStateException("a run without a sealed message was confirmed");
        }
        outcome.confirm();
    }

    /**
     * Releases what was encrypted for this run alone, so that only one of many runs takes up memory at a time. Its
     * outcome still counts.
     */
    @Override
    public void close() {
        share.close();
    }

    @Override
    public Optional<Refusal> refusal() {
        return decision instanceof Decision.Refused refused ? Optional.of(refused.refusal()) : Optional.empty();
    }

    @Override
    public void refuse(Refusal refusal) {
        outcome.refuse(refusal);
    }

    @Override
    public void defer(Reply reply) {
        outcome.defer(reply);
    }

    OutcomeRecord outcome() {
        return outcome;
    }

    /** The lost copy, if this destination refused it. */
    Optional<LostCopy> lost() {
        return outcome.refusal().map(refusal -> new LostCopy(route(), refusal, reasonOf(refusal)));
    }

    private String reasonOf(Refusal refusal) {
        return decision instanceof Decision.Refused refused
                ? refused.reason()
                : refusal.reply().text();
    }
}
