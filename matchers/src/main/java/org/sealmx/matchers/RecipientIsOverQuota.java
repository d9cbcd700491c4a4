package org.sealmx.matchers;

import javax.inject.Inject;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.policy.RefusalCause;

/**
 * Matches a recipient whose quota is exceeded by what the directory says.
 *
 * <p>Condition: none; one that is given stops start-up.
 *
 * <p>Place in the chain: processor {@code recipient}, before {@code EncryptForRecipient}.
 *
 * <p>On failure: a directory that does not answer is not a match; {@code ResolveAliases} defers the recipient then. The
 * matcher protects nothing by itself: what it lets through is sealed or stays with the sending side.
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.RecipientIsOverQuota" class="org.sealmx.mailets.Refuse"/>
 * }</pre>
 */
public final class RecipientIsOverQuota extends RefusalMatcher {

    /** Called by James' injector. */
    @Inject
    public RecipientIsOverQuota(DeliveryLedger ledger) {
        super(ledger, RefusalCause.OVER_QUOTA);
    }
}
