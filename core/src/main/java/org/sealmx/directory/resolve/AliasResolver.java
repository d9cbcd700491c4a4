package org.sealmx.directory.resolve;

import java.util.Set;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.smtp.EmailAddress;

/**
 * Resolves an address to the mailboxes behind it, over any backend that finds identity documents. Extension, catch-all,
 * aliases of aliases, several destinations and accounts' own addresses are followed; each level of an alias costs the
 * backend one call, and the certificates of accounts whose aliases have none one more. Immutable, safe for use by
 * several threads when the backend is.
 */
public final class AliasResolver {

    private final IdentityFinder finder;
    private final LocalDomains domains;
    private final ResolverSettings settings;
    private final MaterialReader certificates;

    /**
     * @param lookup the backend
     * @param domains which domains are ours: a destination elsewhere is a remote route
     * @param settings delimiter and limits
     * @param certificates makes a source of the key material of a document, which may be empty; total and quick, since
     *     it is called for each route of each resolution
     */
    public AliasResolver(
            IdentityLookup lookup, LocalDomains domains, ResolverSettings settings, MaterialReader certificates) {
        this.finder = new IdentityFinder(lookup, domains, settings);
        this.domains = domains;
        this.settings = settings;
        this.certificates = certificates;
    }

    /**
     * What {@link RecipientDirectory#resolve} answers.
     *
     * @throws DirectoryUnavailableException when the backend cannot answer now
     */
    public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
        if (!settings.isOurs(recipient, domains)) {
            return new Resolution.Unknown();
        }
        return new AliasWalk(finder, domains, settings, certificates).from(recipient);
    }

    /**
     * Whether any document applies to an address, whatever it says.
     *
     * @throws DirectoryUnavailableException when the backend cannot answer now
     */
    public boolean isKnown(EmailAddress address) throws DirectoryUnavailableException {
        return settings.isOurs(address, domains)
                && finder.find(Set.of(address)).values().stream().anyMatch(documents -> !documents.isEmpty());
    }
}
