package org.sealmx.mailets;

import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.sealmx.couchdb.CouchDbException;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;
import org.sealmx.delivery.couchdb.SoledadIncomingStore;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.smtp.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the sealed message to Soledad's API for incoming mail, as the last versions of leap_mx did, and confirms the delivery when Soledad
 * has. What is stored is what {@code EncryptForRecipient} has produced with {@code format} {@code leap} for this very run; a mail that
 * carries anything else is not stored. A message that is there already is confirmed and not stored again.
 *
 * <p>Parameters: none. Where Soledad is and the token for it stand in {@code sealmx.properties}.
 *
 * <p>Place in the chain: the end of processor {@code recipient}, after {@code EncryptForRecipient}.
 *
 * <p>On failure: 451 4.3.5 for a message that is not sealed, not in the format or was changed after sealing and for a user_id that cannot be
 * part of a path, 552 5.3.4 for a message that is larger than Soledad takes, the policy's reply for an account over its quota, 451 4.3.0 for
 * everything else.
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.IsSealed" class="org.sealmx.mailets.DeliverToSoledad"/>
 * }</pre>
 */
public final class DeliverToSoledad extends AttemptMailet {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliverToSoledad.class);

    private final SoledadIncomingStore store;
    private final DeliveryIdFactory deliveryIds;
    private final StoreFault faults = new StoreFault(LOGGER);
    private final RecipientPolicy policy;

    /** Called by James' injector. */
    @Inject
    public DeliverToSoledad(
            DeliveryLedger ledger, SoledadIncomingStore store, DeliveryIdFactory deliveryIds, RecipientPolicy policy) {
        super(ledger);
        this.store = store;
        this.deliveryIds = deliveryIds;
        this.policy = policy;
    }

    @Override
    Set<String> parameters() {
        return Set.of();
    }

    @Override
    void configure() {
        // there is nothing to read
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Run run = attemptOf(mail, Run.class);
        Optional<SealedMessage> sealed = SealedContent.of(mail, run, SealingFormat.LEAP);
        if (sealed.isPresent()) {
            deliver(run, sealed.get());
        } else {
            SealedContent.logMissing(mail, LOGGER);
            run.defer(Replies.NOT_CONFIRMED);
        }
        end(mail);
    }

    private void deliver(Run run, SealedMessage sealed) {
        try {
            store.store(
                    run.route().account(),
                    deliveryIds.idOf(run.transaction(), run.route().mailbox()),
                    sealed);
            run.confirm();
            faults.none();
        } catch (CouchDbException e) {
            faults.report(run, e, () -> run.refuse(policy.overQuota()));
        }
    }
}
