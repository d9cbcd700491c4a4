package org.sealmx.directory;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.smtp.EmailAddress;

/**
 * Where one copy of a message goes, and the certificates with which it is sealed. A run of the processors carries its
 * route, so that nothing downstream resolves an address again.
 *
 * @param account the owner of the mail
 * @param mailbox the final address: the name of the mailbox, or the address at the other domain
 * @param remote whether the final address is in a domain that is not ours
 * @param overQuota whether the directory says that the account's quota is exceeded
 * @param certificates what the account's mail is encrypted to
 * @param identity names, in the log, the identity document that leads to the other domain; never an address. A route
 *     that ends here has {@link #UNNAMED}, since its account names it and no further name is kept in memory
 */
@Immutable
public record Route(
        AccountId account,
        EmailAddress mailbox,
        boolean remote,
        boolean overQuota,
        CertificateSource certificates,
        String identity) {

    /** In place of the name of a document. */
    public static final String UNNAMED = "(unnamed)";
}
