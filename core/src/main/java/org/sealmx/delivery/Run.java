package org.sealmx.delivery;

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
 * on its {@link Route}, so that nothing downstream resolves an address or judges a certificate a second time, and the
 * proof of sealing: the very message that was produced for it. Who opens it closes it when the processors are done with
 * it. Safe for use by several threads.
 */
public final class Run implements Attempt, AutoCloseable {

    private final String id;
    private final Delivery delivery;
    private final Decision decision;
    private final OutcomeRecord outcome = new OutcomeRecord();
    private final SealingShare share = new SealingShare();
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

    /** For what is encrypted for this run alone, and given up with it. */
    public SealingShare share() {
        return share;
    }

    /** Where this copy goes. */
    public Route route() {
        return decision.route();
    }

    /** What the policy says of the route: with it the certificates to seal to, or why there will be no copy. */
    public Decision decision() {
        return decision;
    }

    /**
     * Records what sealing produced for this run. Final delivery stores these bytes and no others.
     *
     * @param message the sealed message
     */
    public void recordSealed(SealedMessage message) {
        sealed = Optional.of(message);
    }

    /** What sealing produced for this run; empty as long as nothing has been sealed. */
    public Optional<SealedMessage> sealed() {
        return sealed;
    }

    /**
     * The store has acknowledged the sealed message.
     *
     * @throws IllegalStateException when nothing was sealed for this run: then nothing may have been stored
     */
    public void confirm() {
        if (sealed.isEmpty()) {
            throw new IllegalStateException("a run without a sealed message was confirmed");
        }
        outcome.confirm();
    }

    /**
     * Gives up what was encrypted for this run alone: of many runs one at a time takes room. Its outcome still counts.
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

    /** The copy that is not stored, if this destination has refused it. */
    Optional<LostCopy> lost() {
        return outcome.refusal().map(refusal -> new LostCopy(route(), refusal, reasonOf(refusal)));
    }

    private String reasonOf(Refusal refusal) {
        return decision instanceof Decision.Refused refused
                ? refused.reason()
                : refusal.reply().text();
    }
}
