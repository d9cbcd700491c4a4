package org.sealmx.matchers;

import javax.inject.Inject;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.policy.RefusalCause;

/**
 * Matches a recipient that no message can be encrypted to: no certificate, or an expired, revoked, weak or malformed
 * one.
 *
 * <p>Condition: none; one that is given stops start-up.
 *
 * <p>Place in the chain: processor {@code recipient}, before {@code EncryptForRecipient}.
 *
 * <p>On failure: a directory that does not answer is not a match; {@code ResolveAliases} defers the recipient then. The
 * matcher protects nothing by itself: what it lets through is sealed or stays with the sending side.
 *
 * <pre>{@code
 * <mailet match="org.sealmx.matchers.RecipientHasNoUsableCertificate" class="org.sealmx.mailets.Refuse"/>
 * }</pre>
 */
public final class RecipientHasNoUsableCertificate extends RefusalMatcher {

    /** Called by James' injector. */
    @Inject
    public RecipientHasNoUsableCertificate(DeliveryLedger ledger) {
        super(ledger, RefusalCause.NO_USABLE_CERTIFICATE);
    }
}
