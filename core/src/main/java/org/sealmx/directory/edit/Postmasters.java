package org.sealmx.directory.edit;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.identity.AddressKey;

/**
 * The postmasters of our domains, who must be able to receive mail (RFC 5321 section 4.5.1). A domain's may be its
 * catch-all.
 *
 * @param domains our domains
 * @param directory is read
 */
@ThreadSafe
record Postmasters(LocalDomains domains, DirectoryEditor directory) {

    private static final String NEEDED = "each of our domains needs a postmaster that receives mail (RFC 5321 section"
            + " 4.5.1); add another destination (alias), and then remove the old one (remove --destination)";

    private static final String CAUGHT =
            "the domain has no postmaster but this catch-all, and needs one that receives mail (RFC 5321 section 4.5.1);"
                    + " add it first (alias postmaster@DOMAIN ADDRESS)";

    /** The address of a domain's postmaster. */
    static AddressKey of(String domain) {
        return new AddressKey("postmaster@" + domain);
    }

    /** Whether this is the address of a postmaster of ours. */
    boolean includes(AddressKey address) {
        return domains.contains(address.domain()) && address.equals(of(address.domain()));
    }

    /** Whether mail for a postmaster of ours can go by this key. */
    boolean mayGoBy(AddressKey address) {
        return includes(address) || (address.isCatchAll() && domains.contains(address.domain()));
    }

    /** Why there must be mail for an address, in words for whoever wants to change that; empty when it need not be. */
    Optional<String> whyNeeded(AddressKey address) throws DirectoryUnavailableException {
        if (includes(address)) {
            return Optional.of(NEEDED);
        }
        return isOnlyOne(address) ? Optional.of(CAUGHT) : Optional.empty();
    }

    /** Whether this is the catch-all of a domain of ours that has no other postmaster. */
    private boolean isOnlyOne(AddressKey address) throws DirectoryUnavailableException {
        return address.isCatchAll()
                && domains.contains(address.domain())
                && directory.find(of(address.domain())).isEmpty()
                && !directory.find(address).isEmpty();
    }
}
