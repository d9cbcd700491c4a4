package org.sealmx.mailets;

import java.util.Set;
import javax.inject.Inject;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.couchdb.SoledadIncomingStore;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.policy.RecipientPolicy;

/**
 * Hands the sealed message to Soledad's API for incoming mail, as the last versions of leap_mx did, and confirms the
 * delivery when Soledad has acknowledged it. It stores what {@code EncryptForRecipient} has produced with
 * {@code format} {@code leap} for this very run, and never anything else that the mail may carry. A message that
 * Soledad already has is confirmed and not stored again.
 *
 * <p>Parameters: none. {@code sealmx.properties} has Soledad's address and token.
 *
 * <p>Place in the chain: the end of processor {@code recipient}, after {@code EncryptForRecipient}.
 *
 * <p>On failure: 451 4.3.5 for a message that is not sealed, is not in the format or was changed after sealing, and for
 * a user_id that cannot be part of a path; 552 5.3.4 for a message that is larger than Soledad accepts; the policy's
 * reply for an account over its quota; 451 4.3.0 for everything else.
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.IsSealed" class="org.sealmx.mailets.DeliverToSoledad"/>
 * }</pre>
 */
public final class DeliverToSoledad extends Deliver {

    private final SoledadIncomingStore store;

    /** Called by James' injector. */
    @Inject
    public DeliverToSoledad(
            DeliveryLedger ledger, DeliveryIdFactory deliveryIds, RecipientPolicy policy, SoledadIncomingStore store) {
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
