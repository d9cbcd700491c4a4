package org.sealmx.mailets;

import java.util.Set;
import javax.inject.Inject;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.policy.RecipientPolicy;

/**
 * Stores the sealed message for the user of James who has the name of the run's mailbox, and confirms the delivery when
 * the store has acknowledged it. It goes into the INBOX, or into the folder that a stock mailet has asked for
 * ({@code WithStorageDirective}), which is created when it is missing, with the flags that it has asked for. It stores
 * what {@code EncryptForRecipient} has produced for this very run, and never anything else that the mail may carry, nor
 * leap_mx' format, which no mail program reads.
 *
 * <p>Parameters: none.
 *
 * <p>Place in the chain: the end of processor {@code recipient}, after {@code EncryptForRecipient}.
 *
 * <p>On failure: 451 4.3.5 for a message that is not sealed or was changed after sealing; 451 4.3.0 when the store
 * fails or the journal cannot be written; the policy's reply for a mailbox over its quota; 550 5.1.1 for an address
 * that cannot have a mailbox in James. A message that is already in the mailbox, from an attempt whose reply was lost,
 * is confirmed and not stored again.
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.IsSealed" class="org.sealmx.mailets.DeliverToMailbox"/>
 * }</pre>
 */
public final class DeliverToMailbox extends Deliver {

    private final JournaledStore store;

    /** Called by James' injector. */
    @Inject
    public DeliverToMailbox(
            DeliveryLedger ledger, DeliveryIdFactory deliveryIds, RecipientPolicy policy, JournaledStore store) {
        super(ledger, deliveryIds, policy);
        this.store = store;
    }

    @Override
    public SealedStore store() {
        return store;
    }

    @Override
    protected Set<String> parameters() {
        return Set.of();
    }

    @Override
    protected void configure() {
        // no parameters
    }
}
