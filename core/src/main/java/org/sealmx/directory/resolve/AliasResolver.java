package org.sealmx.directory.resolve;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.smtp.EmailAddress;

/**
 * Resolves an address to its mailboxes with any backend that finds identity documents. It handles extensions,
 * catch-alls, aliases of aliases, several destinations and accounts' own addresses. Each level of an alias costs one
 * call to the backend; certificates of accounts whose aliases have none cost one more.
 */
@ThreadSafe
public final class AliasResolver {

    private final IdentityFinder finder;
    private final LocalDomains domains;
    private final ResolverSettings settings;
    private final MaterialReader certificates;

    /**
     * @param lookup the backend
     * @param domains our domains: a destination elsewhere is a remote route
     * @param settings delimiter and limits
     * @param certificates turns the key material of a document, which may be empty, into a source of certificates;
     *     total and quick, since it is called for each route of each resolution
     */
    public AliasResolver(
            IdentityLookup lookup, LocalDomains domains, ResolverSettings settings, MaterialReader certificates) {
        this.finder = new IdentityFinder(lookup, domains, settings);
        this.domains = domains;
        this.settings = settings;
        this.certificates = certificates;
    }

    /**
     * Resolves an address as {@link RecipientDirectory#resolve} does.
     *
     * @throws DirectoryUnavailableException when the backend cannot answer now
     */
    public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
        return resolve(recipient, ResolutionTrace.NONE);
    }

    /**
     * The same, told step by step.
     *
     * @param trace gets each step, those before an exception included
     * @throws DirectoryUnavailableException when the backend cannot answer now
     */
    public Resolution resolve(EmailAddress recipient, ResolutionTrace trace) throws DirectoryUnavailableException {
        if (!settings.isOurs(recipient, domains)) {
            trace.made(new ResolutionStep.NotOurs(recipient));
            return new Resolution.Unknown();
        }
        return new AliasWalk(finder, domains, settings, certificates, trace).from(recipient);
    }

    /**
     * Whether any document applies to an address, regardless of its content.
     *
     * @throws DirectoryUnavailableException when the backend cannot answer now
     */
    public boolean isKnown(EmailAddress address) throws DirectoryUnavailableException {
        return settings.isOurs(address, domains) && !finder.documents(address).isEmpty();
    }
}
