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
import org.sealmx.directory.Route;
import org.sealmx.measure.Measurements;
import org.sealmx.measure.Stage;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.Replies;
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
    private final StoreReport report;
    private final DeliveryIdFactory deliveryIds;

    /**
     * @param ledger the deliveries in progress
     * @param deliveryIds names each delivery
     * @param policy provides the reply for an account over its quota
     */
    protected Deliver(DeliveryLedger ledger, DeliveryIdFactory deliveryIds, RecipientPolicy policy) {
        this(ledger, deliveryIds, policy, DeliveryWords.STORED);
    }

    Deliver(DeliveryLedger ledger, DeliveryIdFactory deliveryIds, RecipientPolicy policy, DeliveryWords words) {
        super(ledger);
        this.deliveryIds = deliveryIds;
        this.report = new StoreReport(logger, words, policy);
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

    /** What this mailet does with the mail of a route. */
    enum Task {
        /** It is for the store. */
        DELIVER,
        /** It is for another mailet, further down. */
        LEAVE,
        /** It must not be here. */
        REFUSE
    }

    /** Forwards are never stored: the mailbox of an account has another name. */
    Task taskFor(Route route) {
        return route.remote() ? Task.REFUSE : Task.DELIVER;
    }

    @Override
    public final void service(Mail mail) throws MessagingException {
        Run run = attemptOf(mail, Run.class);
        switch (taskFor(run.route())) {
            case DELIVER -> deliver(mail, run);
            case LEAVE -> logger.debug("run {}: left to the next mailet", run.id());
            case REFUSE -> {
                logger.error(
                        "{}: not stored, since it is a forward: ForwardSealed is missing before this mailet in"
                                + " mailetcontainer.xml",
                        mail.getName());
                run.defer(Replies.NOT_CONFIRMED);
                end(mail);
            }
        }
    }

    private void deliver(Mail mail, Run run) throws MessagingException {
        Optional<SealedMessage> sealed = SealedContent.of(mail, run, store().format());
        if (sealed.isPresent()) {
            report.of(run, storeNow(run, StorageDirectives.of(mail, run), sealed.get()));
        } else {
            logger.error(
                    "{}: not stored, since it is not what EncryptForRecipient produced: check the chain in mailetcontainer.xml",
                    mail.getName());
            run.defer(Replies.NOT_CONFIRMED);
        }
        end(mail);
    }

    private StoreResult storeNow(Run run, Placement placement, SealedMessage sealed) {
        DeliveryId id = deliveryIds.idOf(run);
        logger.debug("run {}: delivery {}", run.id(), id.hex());
        SealedDelivery delivery = new SealedDelivery(id, run.sender(), run.route(), placement, sealed);
        Measurements.Timing timing =
                run.transaction().measurements().begin(run.route().remote() ? Stage.FORWARD : Stage.STORE);
        try {
            return run.transaction().results().of(List.of(store(), id), StoreResult.class, () -> store().store(
                            delivery));
        } finally {
            timing.close();
        }
    }
}
