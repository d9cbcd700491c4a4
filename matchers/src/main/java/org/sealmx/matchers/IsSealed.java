package org.sealmx.matchers;

import javax.inject.Inject;
import org.sealmx.delivery.Attempt;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;

/**
 * Matches a message that {@code EncryptForRecipient} has sealed in this run. What the message claims about itself plays
 * no part.
 *
 * <p>Condition: none; one that is given stops start-up.
 *
 * <p>Place in the chain: processor {@code recipient}, after {@code EncryptForRecipient}, in front of the delivery.
 *
 * <p>On failure: an unsealed message does not match and falls off the end of the processor, which the sending side
 * hears as 451. The matcher only keeps such a message away from the delivery mailets, each of which checks for itself.
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.IsSealed" class="org.sealmx.mailets.DeliverToMailbox"/>
 * }</pre>
 */
public final class IsSealed extends AttemptMatcher {

    /** Called by James' injector. */
    @Inject
    public IsSealed(DeliveryLedger ledger) {
        super(ledger);
    }

    @Override
    boolean matches(Attempt attempt) {
        return attempt instanceof Run run && run.sealed().isPresent();
    }
}
