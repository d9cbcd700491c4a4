package org.sealmx.directory.edit;

import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.directory.resolve.AliasResolver;
import org.sealmx.directory.resolve.ResolutionStep;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.smtp.EmailAddress;

/**
 * Finds out whether a new alias would lead mail back to where it came from, as the resolver sees it.
 *
 * @param domains our domains
 * @param resolver how addresses are resolved
 */
@Immutable
record AliasLoops(LocalDomains domains, ResolverSettings resolver) {

    /** Reads the documents of addresses. */
    @FunctionalInterface
    interface Reading {
        Map<AddressKey, List<StoredDocument>> of(Set<AddressKey> keys) throws DirectoryUnavailableException;
    }

    /**
     * Whether mail for an address would meet a loop.
     *
     * @param added the alias, as if it were in the directory
     */
    boolean wouldMeetOne(EmailAddress address, StoredDocument added, Reading directory)
            throws DirectoryUnavailableException {
        List<ResolutionStep> loops = new ArrayList<>();
        new AliasResolver(
                        new With(added, directory),
                        domains,
                        resolver,
                        material -> at -> new CertificateEvaluation.Absent())
                .resolve(address, step -> {
                    if (step instanceof ResolutionStep.DeadEnd end && end.reason() == BlockReason.ALIAS_LOOP) {
                        loops.add(step);
                    }
                });
        return !loops.isEmpty();
    }

    /** The directory with a document more. Finds no accounts: their own addresses lead to mailboxes, never back. */
    @SuppressWarnings("ThreadSafe") // asked by one thread
    private record With(StoredDocument added, Reading directory) implements IdentityLookup {

        @Override
        public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys)
                throws DirectoryUnavailableException {
            Map<AddressKey, List<IdentityDocument>> found = new HashMap<>();
            directory.of(keys).values().forEach(documents -> documents.forEach(document -> put(document, keys, found)));
            put(added, keys, found);
            return found;
        }

        private static void put(
                StoredDocument stored, Set<AddressKey> keys, Map<AddressKey, List<IdentityDocument>> found) {
            Optional<IdentityDocument> document = IdentityParser.parse(stored);
            document.flatMap(IdentityDocument::key).filter(keys::contains).ifPresent(key -> found.computeIfAbsent(
                            key, same -> new ArrayList<>())
                    .add(document.orElseThrow()));
        }

        @Override
        public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) {
            return Map.of();
        }
    }
}
