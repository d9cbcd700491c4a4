package org.sealmx.matchers;

import javax.inject.Inject;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.policy.RefusalCause;

/**
 * Matches a recipient whose mail would go to another domain when forwarding is off ({@code forward-hop} in
 * {@code sealmx.properties}).
 *
 * <p>Condition: none. Start-up fails when one is given.
 *
 * <p>Place in the chain: processor {@code recipient}, before {@code EncryptForRecipient}.
 *
 * <p>On failure: the matcher does not match when the directory does not answer; {@code ResolveAliases} then defers the
 * recipient. The matcher protects nothing by itself: mail that it lets through is sealed or stays with the sending
 * side.
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.RecipientIsRemote" class="org.sealmx.mailets.Refuse"/>
 * }</pre>
 */
public final class RecipientIsRemote extends RefusalMatcher {

    /** Called by James' injector. */
    @Inject
    public RecipientIsRemote(DeliveryLedger ledger) {
        super(ledger, RefusalCause.REMOTE);
    }
}
