package org.sealmx.policy;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.directory.StoreNames;

/**
 * What the configured chain cannot do for some accounts, whatever the operator's settings are.
 *
 * @param names which accounts the store can name a place for
 * @param certificates which certificates can be sealed to
 * @param mailboxes asked at RCPT whether the store takes mail for an account
 */
@ThreadSafe
public record ChainLimits(StoreNames names, SealableCertificates certificates, MailboxCheck mailboxes) {

    /** Limits of a store that is not asked at RCPT. */
    public ChainLimits(StoreNames names, SealableCertificates certificates) {
        this(names, certificates, MailboxCheck.none());
    }
}
