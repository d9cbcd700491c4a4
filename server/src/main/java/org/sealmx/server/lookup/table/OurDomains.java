package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.resolve.ResolverSettings;

/**
 * The domains whose mail Postfix hands to SealMX, as the names of a table: ours, and that of the accounts' own
 * addresses.
 *
 * @param domains ours
 * @param accounts the domain in which {@code <user_id>@} is the account itself, in A-label form
 */
@Immutable
public record OurDomains(LocalDomains domains, String accounts) {

    /** The domains that the resolver takes for ours. */
    public static OurDomains of(LocalDomains domains, ResolverSettings resolver) {
        return new OurDomains(domains, resolver.deliverDomain());
    }

    /** Whether a domain is one of them; in lower case, A-labels. */
    boolean contain(String domain) {
        return domain.equals(accounts) || domains.contains(domain);
    }
}
