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
 * delivery when Soledad has. What is stored is what {@code EncryptForRecipient} has produced with {@code format}
 * {@code leap} for this very run; a mail that carries anything else is not stored. A message that is there already is
 * confirmed and not stored again.
 *
 * <p>Parameters: none. Where Soledad is and the token for it stand in {@code sealmx.properties}.
 *
 * <p>Place in the chain: the end of processor {@code recipient}, after {@code EncryptForRecipient}.
 *
 * <p>On failure: 451 4.3.5 for a message that is not sealed, not in the format or was changed after sealing and for a
 * user_id that cannot be part of a path, 552 5.3.4 for a message that is larger than Soledad takes, the policy's reply
 * for an account over its quota, 451 4.3.0 for everything else.
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
        // there is nothing to read
    }
}
