package org.sealmx.matchers;

import javax.inject.Inject;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.policy.RefusalCause;

/**
 * Matches a recipient that does not exist, or whose domain is not ours.
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
 * <mailet match="org.sealmx.matchers.RecipientIsUnknown" class="org.sealmx.mailets.Refuse"/>
 * }</pre>
 */
public final class RecipientIsUnknown extends RefusalMatcher {

    /** Called by James' injector. */
    @Inject
    public RecipientIsUnknown(DeliveryLedger ledger) {
        super(ledger, RefusalCause.UNKNOWN, RefusalCause.NOT_OUR_DOMAIN, RefusalCause.NO_STORE_NAME);
    }
}
