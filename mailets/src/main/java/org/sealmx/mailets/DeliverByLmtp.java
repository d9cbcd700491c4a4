package org.sealmx.mailets;

import java.util.Set;
import javax.inject.Inject;
import javax.inject.Named;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.lmtp.LmtpStore;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.policy.RecipientPolicy;

/**
 * Hands the sealed message to a server behind SealMX that takes mail by LMTP, such as Dovecot's, and confirms the
 * delivery when that server has. It stores what {@code EncryptForRecipient} has produced for this very run, and never
 * anything else that the mail may carry, nor leap_mx' format, which no mail program reads. The recipient is the address
 * of the account, after aliases.
 *
 * <p>Parameters: none. {@code next-hop} in {@code sealmx.properties} names the server.
 *
 * <p>Place in the chain: the end of processor {@code recipient}, after {@code EncryptForRecipient}.
 *
 * <p>On failure: the code and the enhanced status of the server's reply, with a text of ours; 451 4.3.0 when it does
 * not answer, or answers with something that is no reply; 451 4.3.5 for a message that is not sealed or was changed
 * after sealing. A message whose reply was lost is handed over again, so that the server may have it twice
 * ({@code docs/NEXT_HOP.md} shows how it drops the second).
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.IsSealed" class="org.sealmx.mailets.DeliverByLmtp"/>
 * }</pre>
 */
public final class DeliverByLmtp extends Deliver {

    private final JournaledStore store;

    /** Called by James' injector. */
    @Inject
    public DeliverByLmtp(
            DeliveryLedger ledger,
            DeliveryIdFactory deliveryIds,
            RecipientPolicy policy,
            @Named(LmtpStore.NAME) JournaledStore store) {
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
