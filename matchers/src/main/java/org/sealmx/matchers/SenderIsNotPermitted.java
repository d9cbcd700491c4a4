package org.sealmx.matchers;

import javax.inject.Inject;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.policy.RefusalCause;

/**
 * Matches when the sender may not write to the recipient, according to {@code accept_from} of the recipient's address.
 *
 * <p>Condition: none. Start-up fails when one is given.
 *
 * <p>Place in the chain: processor {@code root}, before {@code ResolveAliases}.
 *
 * <p>On failure: the matcher does not match when the directory does not answer; {@code ResolveAliases} then defers the
 * recipient. The matcher protects nothing by itself: mail that it lets through is sealed or stays with the sending
 * side.
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
