package org.sealmx.directory;

import org.sealmx.certificate.CertificateSource;
import org.sealmx.smtp.EmailAddress;

/**
 * Where one copy of a message goes and under which certificates it is sealed. Immutable; carried by a run of the
 * processors, so that nothing downstream resolves an address a second time.
 *
 * @param account who owns the mail
 * @param mailbox the final address: the name of the mailbox, or the address at the other domain
 * @param remote whether the final address lies in a domain that is not ours
 * @param overQuota whether the directory says that the account's quota is exceeded
 * @param certificates what the account's mail is encrypted to
 * @param identity names in the log the identity document that leads to the other domain, and is not an address;
 *     {@link #UNNAMED} for a route that ends here, whose account names it, so that no name is kept in memory
 */
public record Route(
        AccountId account,
        EmailAddress mailbox,
        boolean remote,
        boolean overQuota,
        CertificateSource certificates,
        String identity) {

    /** The name of no document. */
    public static final String UNNAMED = "(unnamed)";

    /** Without the name of a document. */
    public Route(
            AccountId account,
            EmailAddress mailbox,
            boolean remote,
            boolean overQuota,
            CertificateSource certificates) {
        this(account, mailbox, remote, overQuota, certificates, UNNAMED);
    }
}
