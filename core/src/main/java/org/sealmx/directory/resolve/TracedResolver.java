package org.sealmx.directory.resolve;

import com.google.errorprone.annotations.Immutable;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.smtp.EmailAddress;

/** Resolves like {@link AliasResolver} and also returns what each answer depends on, for callers that keep answers. */
@ThreadSafe
public final class TracedResolver {

    private final IdentityLookup lookup;
    private final LocalDomains domains;
    private final ResolverSettings settings;
    private final MaterialReader certificates;
    private final LongAdder requests = new LongAdder();

    /** Takes the parameters of {@link AliasResolver}. */
    public TracedResolver(
            IdentityLookup lookup, LocalDomains domains, ResolverSettings settings, MaterialReader certificates) {
        this.lookup = lookup;
        this.domains = domains;
        this.settings = settings;
        this.certificates = certificates;
    }

    /**
     * An answer and how it came about.
     *
     * @param resolution the answer
     * @param dependencies what it depends on
     * @param madeUp whether anybody could make up the address, since it has no document of its own
     */
    @Immutable
    public record Traced(Resolution resolution, Dependencies dependencies, boolean madeUp) {}

    /** Whether the answer about an address can be other than {@link Resolution.Unknown}. Does not ask the backend. */
    public boolean isOurs(EmailAddress recipient) {
        return settings.isOurs(recipient, domains);
    }

    /**
     * A key that is equal for addresses that always have the same answer: usually the address itself. Letter case
     * matters in user ids but not in addresses, so the key of an account whose id is not in lower case is another
     * value.
     */
    public Object keyOf(EmailAddress recipient) {
        return settings.isDeliverAddress(recipient) && !recipient.localPart().equals(recipient.canonicalLocalPart())
                ? recipient.localPart()
                : recipient;
    }

    /**
     * Resolves an address.
     *
     * @throws DirectoryUnavailableException when the backend cannot answer now
     */
    public Traced resolve(EmailAddress recipient) throws DirectoryUnavailableException {
        TracingLookup traced = new TracingLookup(lookup, requests);
        Resolution resolution = new AliasResolver(traced, domains, settings, certificates).resolve(recipient);
        return new Traced(resolution, traced.dependencies(), isMadeUp(recipient, traced));
    }

    /**
     * Resolves an address, told step by step, for callers that keep nothing.
     *
     * @param trace gets each step, those before an exception included
     * @throws DirectoryUnavailableException when the backend cannot answer now
     */
    public Resolution resolve(EmailAddress recipient, ResolutionTrace trace) throws DirectoryUnavailableException {
        return new AliasResolver(new TracingLookup(lookup, requests), domains, settings, certificates)
                .resolve(recipient, trace);
    }

    private boolean isMadeUp(EmailAddress recipient, TracingLookup traced) {
        String user = recipient.localPart();
        return settings.isDeliverAddress(recipient)
                ? !traced.found(new AccountId(user)) && !traced.found(new AccountId(user.toLowerCase(Locale.ROOT)))
                : !traced.found(AddressKey.of(recipient));
    }

    /**
     * How many requests the backend has received so far: one for each level of an alias, including those that failed.
     */
    public long requests() {
        return requests.sum();
    }
}
