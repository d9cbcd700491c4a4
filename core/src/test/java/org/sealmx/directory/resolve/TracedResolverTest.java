package org.sealmx.directory.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.directory.resolve.TracedResolver.Traced;
import org.sealmx.smtp.EmailAddress;

class TracedResolverTest {

    private static final IdentityLookup LOOKUP = new IdentityLookup() {
        private final List<IdentityDocument> documents = Stream.of(
                        main("u1", "alice@example.org").key("KA").id("alice@example.org"),
                        alias("u1", "info@example.org", "alice@example.org").id("i"))
                .flatMap(document -> IdentityParser.parse(StoredDocument.of(document.json())).stream())
                .toList();

        @Override
        public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys) {
            return documents.stream()
                    .filter(document -> keys.contains(document.key().orElseThrow()))
                    .collect(Collectors.groupingBy(document -> document.key().orElseThrow()));
        }

        @Override
        public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) {
            return documents.stream()
                    .filter(document -> users.contains(document.userId().orElseThrow()))
                    .collect(Collectors.groupingBy(document -> document.userId().orElseThrow()));
        }
    };

    private final TracedResolver resolver = new TracedResolver(
            LOOKUP,
            RecipientDirectoryContract.DOMAINS,
            ResolverSettings.defaults(),
            RecipientDirectoryContract.CERTIFICATES);

    private Traced resolve(String address) throws Exception {
        return resolver.resolve(EmailAddress.of(address));
    }

    @Test
    void resolveShouldNameEveryDocumentAndEveryQuestionWhenAnAliasIsFollowed() throws Exception {
        Traced traced = resolve("info@example.org");
        assertThat(traced.resolution()).isInstanceOf(Resolution.Routes.class);
        assertThat(traced.madeUp()).isFalse();
        assertThat(traced.dependencies().documents())
                .containsExactlyInAnyOrder(DocumentId.of("i"), DocumentId.of("alice@example.org"));
        assertThat(traced.dependencies().addresses())
                .containsExactlyInAnyOrder(
                        new AddressKey("info@example.org"),
                        new AddressKey("alice@example.org"),
                        AddressKey.catchAll("example.org"));
        assertThat(resolver.requests()).isEqualTo(2);
    }

    @Test
    void resolveShouldNameWhatIsAbsentWhenNothingIsFound() throws Exception {
        Traced traced = resolve("nobody+x@example.org");
        assertThat(traced.resolution()).isInstanceOf(Resolution.Unknown.class);
        assertThat(traced.madeUp()).isTrue();
        assertThat(traced.dependencies().documents()).isEmpty();
        assertThat(traced.dependencies().addresses())
                .containsExactlyInAnyOrder(
                        new AddressKey("nobody+x@example.org"),
                        new AddressKey("nobody@example.org"),
                        AddressKey.catchAll("example.org"));
    }

    @Test
    void resolveShouldTellMadeUpAddressesFromThoseThatHaveADocument() throws Exception {
        assertThat(resolve("alice+made-up@example.org").madeUp()).isTrue();
        assertThat(resolve("u1@deliver.local").madeUp()).isFalse();
        assertThat(resolve("u1+made-up@deliver.local").madeUp()).isTrue();
        assertThat(resolve("u1@deliver.local").dependencies().accounts()).contains(new AccountId("u1"));
    }

    @Test
    void keysShouldDifferByLetterCaseForAccountsOnly() {
        assertThat(resolver.keyOf(EmailAddress.of("Alice@example.org")))
                .isEqualTo(resolver.keyOf(EmailAddress.of("alice@example.org")));
        assertThat(resolver.keyOf(EmailAddress.of("U1@deliver.local")))
                .isNotEqualTo(resolver.keyOf(EmailAddress.of("u1@deliver.local")));
        assertThat(resolver.isOurs(EmailAddress.of("u1@deliver.local"))).isTrue();
        assertThat(resolver.isOurs(EmailAddress.of("u1@elsewhere.example"))).isFalse();
    }
}
