package org.sealmx.matchers;

import javax.inject.Inject;
import org.sealmx.delivery.Attempt;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.Run;

/**
 * Matches a message that {@code EncryptForRecipient} has sealed in this run, whatever the message says about itself.
 *
 * <p>Condition: none. Start-up fails when one is given.
 *
 * <p>Place in the chain: processor {@code recipient}, after {@code EncryptForRecipient} and before the delivery.
 *
 * <p>On failure: an unsealed message does not match and reaches the end of the processor unconfirmed, so the sending
 * side gets 451. The matcher only keeps such a message away from the delivery mailets, each of which also checks for
 * itself.
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
