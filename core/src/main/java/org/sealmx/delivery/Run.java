package org.sealmx.delivery;

import java.util.Optional;
import java.util.function.Function;
import org.sealmx.directory.Route;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Refusal;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingShare;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/**
 * One run of the processors: one copy of a message on its way to one mailbox. It carries its {@link Route}, so that nothing downstream
 * resolves an address a second time, and the proof of sealing: the very message that was produced for it. Who opens it closes it
 * when the processors are done with it. Safe for use by several threads.
 */
public final class Run implements Attempt, AutoCloseable {

    private final String id;
    private final Delivery delivery;
    private final Route route;
    private final OutcomeRecord outcome;
    private final SealingShare share = new SealingShare();
    private volatile Optional<SealedMessage> sealed = Optional.empty();

    Run(Delivery delivery, Route route, OutcomeRecord outcome, Function<Run, String> register) {
        this.delivery = delivery;
        this.route = route;
        this.outcome = outcome;
        this.id = register.apply(this);
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
        return route;
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

    /** Gives up what was encrypted for this run alone: of many runs one at a time takes room. Its outcome still counts. */
    @Override
    public void close() {
        share.close();
    }

    @Override
    public Optional<Refusal> refusal(RecipientPolicy policy) {
        return policy.refusalOf(route);
    }

    @Override
    public void refuse(Refusal refusal) {
        outcome.refuse(refusal);
    }

    @Override
    public void defer(Reply reply) {
        outcome.defer(reply);
    }
}
