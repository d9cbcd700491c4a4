package org.sealmx.matchers;

import javax.inject.Inject;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.policy.RefusalCause;

/**
 * Matches when the sender may not write to the recipient: {@code accept_from} of the address that was written to.
 *
 * <p>Condition: none; one that is given stops start-up.
 *
 * <p>Place in the chain: processor {@code root}, before {@code ResolveAliases}.
 *
 * <p>On failure: a directory that does not answer is not a match; {@code ResolveAliases} defers the recipient then. The
 * matcher protects nothing by itself: what it lets through is sealed or stays with the sending side.
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.SenderIsNotPermitted" class="org.sealmx.mailets.Refuse"/>
 * }</pre>
 */
public final class SenderIsNotPermitted extends RefusalMatcher {

    /** Called by James' injector. */
    @Inject
    public SenderIsNotPermitted(DeliveryLedger ledger) {
        super(ledger, RefusalCause.SENDER_NOT_PERMITTED);
    }
}
