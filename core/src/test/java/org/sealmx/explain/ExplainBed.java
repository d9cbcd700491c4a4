package org.sealmx.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.directory.identity.TestIdentities;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.directory.resolve.UncachedDirectory;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.policy.ChainLimits;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.TestPolicies;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.RecipientDelimiter;
import org.sealmx.smtp.ReversePath;

/** A directory in memory, the policy over it, and what explains both. */
final class ExplainBed {

    static final Instant NOW = TestKeys.NOW;
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final LocalDomains DOMAINS = RecipientDirectoryContract.DOMAINS;
    /** So low that generated directories reach the limits. */
    static final ResolverSettings SETTINGS =
            new ResolverSettings(new RecipientDelimiter("+"), ResolverSettings.DEFAULT_DELIVER_DOMAIN, 3, 3);

    final UncachedDirectory directory;
    final RecipientPolicy policy;
    final Explainer explainer;

    ExplainBed(PolicySettings settings, ChainLimits limits, List<Doc> documents) {
        this(settings, limits, new Documents(documents), Optional.empty());
    }

    ExplainBed(PolicySettings settings, ChainLimits limits, IdentityLookup lookup, Optional<RecentMail> recent) {
        directory = new UncachedDirectory(lookup, DOMAINS, SETTINGS, new AccountCertificateReader());
        policy = TestPolicies.of(directory, DOMAINS, settings, CLOCK, limits);
        explainer = new Explainer(directory, policy, recent, CLOCK, List.of());
    }

    /** With the shipped settings, where nothing is forwarded. */
    static ExplainBed of(Doc... documents) {
        return new ExplainBed(PolicySettings.defaults(), TestPolicies.NO_LIMITS, List.of(documents));
    }

    Explanation explain(String address) {
        return explainer.explain(EmailAddress.of(address), ReversePath.nullPath());
    }

    /** Identity documents in memory. */
    static final class Documents implements IdentityLookup {

        private final List<IdentityDocument> documents;

        Documents(List<Doc> documents) {
            this.documents = withIds(documents);
        }

        private static List<IdentityDocument> withIds(List<Doc> documents) {
            try {
                List<IdentityDocument> parsed = new ArrayList<>();
                for (JsonNode json : new JsonMapper().readTree(TestIdentities.array(documents))) {
                    IdentityParser.parse(StoredDocument.of(json)).ifPresent(parsed::add);
                }
                return parsed;
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys) {
            Map<AddressKey, List<IdentityDocument>> found = new LinkedHashMap<>();
            keys.forEach(key -> found.put(
                    key,
                    documents.stream()
                            .filter(document -> document.key().equals(Optional.of(key)))
                            .toList()));
            return found;
        }

        @Override
        public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) {
            Map<AccountId, List<IdentityDocument>> found = new LinkedHashMap<>();
            users.forEach(user -> found.put(
                    user,
                    documents.stream()
                            .filter(document -> document.userId().equals(Optional.of(user)))
                            .toList()));
            return found;
        }

        @Override
        public Optional<String> doubt() {
            return documents.stream().anyMatch(document -> document.key().isEmpty())
                    ? Optional.of("the address of 1 document cannot be read")
                    : Optional.empty();
        }
    }

    /** A directory that does not answer from its nth question on. */
    static IdentityLookup failingFrom(int question, IdentityLookup lookup) {
        return new IdentityLookup() {

            private final AtomicInteger asked = new AtomicInteger();

            @Override
            public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys)
                    throws DirectoryUnavailableException {
                count();
                return lookup.byAddress(keys);
            }

            @Override
            public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users)
                    throws DirectoryUnavailableException {
                count();
                return lookup.byUserId(users);
            }

            private void count() throws DirectoryUnavailableException {
                if (asked.incrementAndGet() >= question) {
                    throw new DirectoryUnavailableException("it is down");
                }
            }
        };
    }
}
