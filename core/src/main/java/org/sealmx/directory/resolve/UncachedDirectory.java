package org.sealmx.directory.resolve;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.smtp.EmailAddress;

/** A directory that asks its backend each time and keeps nothing: for commands that ask once. */
@ThreadSafe
public final class UncachedDirectory implements ExplainableDirectory {

    private final AliasResolver resolver;

    /** Takes the parameters of {@link AliasResolver}; the backend is closed by the caller. */
    public UncachedDirectory(
            IdentityLookup lookup, LocalDomains domains, ResolverSettings settings, MaterialReader certificates) {
        this.resolver = new AliasResolver(lookup, domains, settings, certificates);
    }

    @Override
    public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
        return resolver.resolve(recipient);
    }

    @Override
    public Resolution resolve(EmailAddress recipient, ResolutionTrace trace) throws DirectoryUnavailableException {
        return resolver.resolve(recipient, trace);
    }

    @Override
    public HeldAnswer held(EmailAddress recipient) {
        return HeldAnswer.nothingKept();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
