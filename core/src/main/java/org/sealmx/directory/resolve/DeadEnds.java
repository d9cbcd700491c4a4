package org.sealmx.directory.resolve;

import com.google.errorprone.annotations.Immutable;
import com.google.errorprone.annotations.ThreadSafe;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.identity.BrokenIdentity;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.smtp.EmailAddress;

/**
 * Finds the document that prevents mail for an address from arriving, so that the operator can fix it. Does not check
 * certificates.
 */
@ThreadSafe
public final class DeadEnds {

    private final IdentityFinder finder;
    private final LocalDomains domains;
    private final ResolverSettings settings;

    /** Takes the parameters of {@link AliasResolver}. */
    public DeadEnds(IdentityLookup lookup, LocalDomains domains, ResolverSettings settings) {
        this.finder = new IdentityFinder(lookup, domains, settings);
        this.domains = domains;
        this.settings = settings;
    }

    /**
     * An address at which mail ends without a mailbox.
     *
     * @param address the address that cannot receive mail: the one asked about, or one that it leads to
     * @param problem what is wrong, without addresses
     */
    @Immutable
    public record DeadEnd(EmailAddress address, String problem) {

        /** A sentence about the address asked about, with addresses: for the start and for <i>check</i>. */
        public String sentence(EmailAddress asked) {
            String where = address.equals(asked) ? asked.toString() : asked + " leads to " + address + ", which";
            return where + " cannot receive mail (" + problem + "). Fix that identity, or point "
                    + asked.canonicalLocalPart() + "@ elsewhere.";
        }
    }

    /**
     * The first dead end that mail for an address meets; empty when all its aliases have been followed without meeting
     * one.
     *
     * @throws DirectoryUnavailableException when the backend cannot answer now
     */
    public Optional<DeadEnd> from(EmailAddress asked) throws DirectoryUnavailableException {
        Set<EmailAddress> seen = new HashSet<>(Set.of(asked));
        Deque<EmailAddress> waiting = new ArrayDeque<>(seen);
        while (!waiting.isEmpty() && seen.size() <= settings.maxDestinations()) {
            EmailAddress address = waiting.remove();
            List<IdentityDocument> documents = finder.documents(address);
            Optional<String> problem = problemOf(documents);
            if (problem.isPresent()) {
                return Optional.of(new DeadEnd(address, problem.get()));
            }
            for (IdentityDocument document : documents) {
                if (document instanceof Identity identity
                        && settings.isOurs(identity.destination(), domains)
                        && seen.add(identity.destination())) {
                    waiting.add(identity.destination());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problemOf(List<IdentityDocument> documents) {
        if (documents.isEmpty()) {
            return Optional.of("there is no such identity");
        }
        return documents.stream()
                .flatMap(document -> problemOf(document).stream())
                .findFirst();
    }

    private static Optional<String> problemOf(IdentityDocument document) {
        if (document instanceof BrokenIdentity broken) {
            return Optional.of(broken.describe());
        }
        if (document instanceof Identity identity && !identity.enabled()) {
            return Optional.of("identity " + identity.id() + " is disabled");
        }
        return document.userId().isEmpty()
                ? Optional.of("identity " + document.id() + " has no \"user_id\"")
                : Optional.empty();
    }
}
