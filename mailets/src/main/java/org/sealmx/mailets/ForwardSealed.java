package org.sealmx.mailets;

import java.util.Set;
import javax.inject.Inject;
import javax.inject.Named;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.forward.ForwardStore;
import org.sealmx.delivery.forward.NoForwards;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.directory.Route;
import org.sealmx.policy.RecipientPolicy;

/**
 * Forwards the sealed message when the destination is in another domain: hands it by SMTP to the server that
 * {@code forward-hop} names, normally Postfix, and confirms the delivery when that server has taken it. Mail for
 * destinations of ours is left to the next mailet. It hands over what {@code EncryptForRecipient} has sealed with the
 * certificate of the account that forwards, and never anything else that the mail may carry.
 *
 * <p>Parameters: none. {@code forward-hop} and the other {@code forward-} keys in {@code sealmx.properties} configure it;
 * without {@code forward-hop}, recipients that forward are refused at RCPT (550 5.1.6), and this mailet has nothing to do.
 *
 * <p>Place in the chain: processor {@code recipient}, after {@code EncryptForRecipient} and before the delivery to the
 * store.
 *
 * <p>On failure: the code and the enhanced status of the server's reply, with a text of ours; 451 4.4.1 when it does not
 * answer, or answers with something that is no reply; 451 4.3.5 for a message that is not sealed or was changed after
 * sealing. A message whose reply was lost is handed over again, so that it may arrive twice ({@code docs/FORWARDING.md}).
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.IsSealed" class="org.sealmx.mailets.ForwardSealed"/>
 * }</pre>
 */
public final class ForwardSealed extends Deliver {

    private final SealedStore store;

    /** Called by James' injector. */
    @Inject
    public ForwardSealed(
            DeliveryLedger ledger,
            DeliveryIdFactory deliveryIds,
            RecipientPolicy policy,
            @Named(ForwardStore.NAME) SealedStore store) {
        super(ledger, deliveryIds, policy, DeliveryWords.FORWARDED);
        this.store = store;
    }

    @Override
    public SealedStore store() {
        return store;
    }

    /** {@inheritDoc} That is so when forwarding is off. */
    @Override
    public boolean isIdle() {
        return store instanceof NoForwards;
    }

    @Override
    Task taskFor(Route route) {
        return route.remote() ? Task.DELIVER : Task.LEAVE;
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
