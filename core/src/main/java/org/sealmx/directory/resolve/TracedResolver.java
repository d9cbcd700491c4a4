package org.sealmx.directory.resolve;

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

/**
 * Resolves like {@link AliasResolver} and says what each answer depends on, for those who keep answers. Safe for use by
 * several threads when the backend is.
 */
public final class TracedResolver {

    private final IdentityLookup lookup;
    private final LocalDomains domains;
    private final ResolverSettings settings;
    private final MaterialReader certificates;
    private final LongAdder requests = new LongAdder();

    /** The parameters of {@link AliasResolver}. */
    public TracedResolver(
            IdentityLookup lookup, LocalDomains domains, ResolverSettings settings, MaterialReader certificates) {
        this.lookup = lookup;
        this.domains = domains;
        this.settings = settings;
        this.certificates = certificates;
    }

    /**
     * An answer with its history. Immutable.
     *
     * @param resolution the answer
     * @param dependencies what it depends on
     * @param madeUp whether anybody could make up the address: it has no document of its own
     */
    public record Traced(Resolution resolution, Dependencies dependencies, boolean madeUp) {}

    /** Whether an address can have another answer than {@link Resolution.Unknown}. Asks nobody. */
    public boolean isOurs(EmailAddress recipient) {
        return settings.isOurs(recipient, domains);
    }

    /**
     * Equal for addresses that always have the same answer: the address itself as a rule. User ids differ by letter
     * case, and addresses do not, so it is another value for an account whose id is not in lower case.
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

    private boolean isMadeUp(EmailAddress recipient, TracingLookup traced) {
        String user = recipient.localPart();
        return settings.isDeliverAddress(recipient)
                ? !traced.found(new AccountId(user)) && !traced.found(new AccountId(user.toLowerCase(Locale.ROOT)))
                : !traced.found(AddressKey.of(recipient));
    }

    /**
     * How many questions were put to the backend so far: one for each level of an alias, those that failed included.
     */
    public long requests() {
        return requests.sum();
    }
}
