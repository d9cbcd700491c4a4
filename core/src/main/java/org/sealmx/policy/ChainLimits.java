package org.sealmx.policy;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.directory.StoreNames;

/**
 * What the configured chain cannot do for some accounts, whatever the operator's settings are.
 *
 * @param names which accounts the store can name a place for
 * @param certificates which certificates can be sealed to
 * @param mailboxes asked at RCPT whether the store takes mail for an account
 * @param forwards whether mail for other domains is forwarded
 */
@ThreadSafe
public record ChainLimits(
        StoreNames names, SealableCertificates certificates, MailboxCheck mailboxes, boolean forwards) {

    /** Limits of a store that is not asked at RCPT, where nothing is forwarded. */
    public ChainLimits(StoreNames names, SealableCertificates certificates) {
        this(names, certificates, MailboxCheck.none());
    }

    /** Limits where nothing is forwarded. */
    public ChainLimits(StoreNames names, SealableCertificates certificates, MailboxCheck mailboxes) {
        this(names, certificates, mailboxes, false);
    }

    /** The same, where mail for other domains is forwarded. */
    public ChainLimits forwarding() {
        return new ChainLimits(names, certificates, mailboxes, true);
    }
}
