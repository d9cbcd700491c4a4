package org.sealmx.matchers;

import javax.inject.Inject;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.policy.RefusalCause;

/**
 * Matches a recipient that exists but leads to no mailbox: it is disabled or orphaned, or an alias that loops.
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
 * <mailet match="org.sealmx.matchers.RecipientIsBlocked" class="org.sealmx.mailets.Refuse"/>
 * }</pre>
 */
public final class RecipientIsBlocked extends RefusalMatcher {

    /** Called by James' injector. */
    @Inject
    public RecipientIsBlocked(DeliveryLedger ledger) {
        super(ledger, RefusalCause.BLOCKED, RefusalCause.BROKEN_IDENTITY);
    }
}
