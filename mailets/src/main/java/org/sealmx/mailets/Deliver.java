package org.sealmx.mailets;

import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetConfig;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.store.Placement;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.outage.OutageLog;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Final delivery into a {@link SealedStore}: stores what {@code EncryptForRecipient} has produced for this very run,
 * and nothing else, and reports the result to the run. A failure that may affect every delivery is logged as an outage;
 * one that affects only this delivery has its own line.
 *
 * <p>Each store has a subclass, and extensions may add more ({@code docs/EXTENDING.md}). A subclass names the store and
 * reads its parameters, but never sees the mail, so it needs no line in {@code trusted-mailets}. A subclass whose
 * parameters decide the format overrides {@link #formatWith}.
 *
 * <p>On failure: the reply for each {@link StoreResult} is in {@code docs/REPLIES.md}; 451 4.3.5 for a message that is
 * not sealed in the format of the store, or was changed after sealing.
 */
public abstract non-sealed class Deliver extends AttemptMailet implements FinalDelivery {

    private final Logger logger = LoggerFactory.getLogger(getClass());
    private final OutageLog outage =
            new OutageLog(logger, "Mail is not stored", "Mail is stored again", System::currentTimeMillis);
    private final DeliveryIdFactory deliveryIds;
    private final RecipientPolicy policy;

    /**
     * @param ledger the deliveries in progress
     * @param deliveryIds names each delivery
     * @param policy provides the reply for an account over its quota
     */
    protected Deliver(DeliveryLedger ledger, DeliveryIdFactory deliveryIds, RecipientPolicy policy) {
        super(ledger);
        this.deliveryIds = deliveryIds;
        this.policy = policy;
    }

    /** Where messages go. Its traits may be queried before the parameters have been read. */
    public abstract SealedStore store();

    @Override
    public SealingFormat formatWith(MailetConfig config) {
        return store().format();
    }

    @Override
    final void configured() throws MessagingException {
        if (formatWith(getMailetConfig()) != store().format()) {
            throw new MessagingException(getClass().getName() + ": formatWith says " + formatWith(getMailetConfig())
                    + ", but the store takes " + store().format() + "; this is a fault in the mailet");
        }
    }

    @Override
    public final void service(Mail mail) throws MessagingException {
        Run run = attemptOf(mail, Run.class);
        Optional<SealedMessage> sealed = SealedContent.of(mail, run, store().format());
        if (sealed.isPresent()) {
            report(run, storeNow(run, StorageDirectives.of(mail, run), sealed.get()));
        } else {
            logger.error(
                    "{}: not stored, since it is not what EncryptForRecipient produced: check the chain in mailetcontainer.xml",
                    mail.getName());
            run.defer(Replies.NOT_CONFIRMED);
        }
        end(mail);
    }

    private StoreResult storeNow(Run run, Placement placement, SealedMessage sealed) {
        DeliveryId id = deliveryIds.idOf(run.transaction(), run.route().mailbox());
        logger.debug("run {}: delivery {}", run.id(), id.hex());
        SealedDelivery delivery = new SealedDelivery(id, run.sender(), run.route(), placement, sealed);
        return run.transaction().results().of(List.of(store().name(), id), StoreResult.class, () -> store().store(
                        delivery));
    }

    private void report(Run run, StoreResult result) {
        if (result instanceof StoreResult.Stored) {
            run.confirm();
            outage.succeeded();
        } else if (result instanceof StoreResult.AlreadyThere) {
            // may be known without asking the store, so this does not end an outage
            run.confirm();
        } else if (result instanceof StoreResult.Full full) {
            if (full.scope() == Scope.STORE) {
                logOutage(run, "FULL", full.reason());
                run.defer(Replies.STORE_FULL);
            } else {
                logger.warn("run {}: not stored: {}", run.id(), full.reason());
                run.refuse(policy.overQuota());
            }
        } else if (result instanceof StoreResult.TooLarge tooLarge) {
            logThisOne(run, tooLarge.reason());
            run.refuse(new Refusal(RefusalCause.MESSAGE_TOO_LARGE, Replies.MESSAGE_TOO_BIG));
        } else if (result instanceof StoreResult.Unavailable unavailable) {
            if (unavailable.scope() == Scope.STORE) {
                logOutage(run, unavailable.kind(), unavailable.reason());
            } else {
                logThisOne(run, unavailable.reason());
            }
            run.defer(Replies.STORE_UNAVAILABLE);
        } else if (result instanceof StoreResult.NotAcceptable notAcceptable) {
            logThisOne(run, notAcceptable.reason());
            run.defer(Replies.NOT_CONFIRMED);
        } else if (result instanceof StoreResult.Refused refused) {
            refuse(run, refused.reply());
        } else if (result instanceof StoreResult.NoPlace noPlace) {
            logThisOne(run, noPlace.reason());
            run.refuse(RecipientPolicy.noStoreName());
        } else {
            run.defer(
                    result instanceof StoreResult.NotRecorded
                            ? Replies.JOURNAL_UNAVAILABLE
                            : Replies.STORE_UNAVAILABLE);
        }
    }

    private void refuse(Run run, Reply reply) {
        logger.warn("run {}: not stored: the store answered {} {}", run.id(), reply.code(), reply.status());
        if (reply.isTransient()) {
            run.defer(reply);
        } else {
            run.refuse(new Refusal(RefusalCause.NEXT_HOP, reply));
        }
    }

    private void logThisOne(Run run, String reason) {
        logger.error("run {}: not stored: {}", run.id(), reason);
    }

    private void logOutage(Run run, String kind, String reason) {
        outage.failed(kind, "run " + run.id() + ": " + reason);
    }
}
