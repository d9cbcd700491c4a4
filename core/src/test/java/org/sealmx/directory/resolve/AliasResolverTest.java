package org.sealmx.directory.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.smtp.EmailAddress;

/**
 * The look-ups that the resolver makes in a backend; its answers are tested by {@link RecipientDirectoryContract} and
 * {@link AliasContract}.
 */
class AliasResolverTest {

    private static AliasResolver resolver(IdentityLookup lookup) {
        return new AliasResolver(
                lookup,
                RecipientDirectoryContract.DOMAINS,
                ResolverSettings.defaults(),
                RecipientDirectoryContract.CERTIFICATES);
    }

    @Test
    void resolveShouldAskOnceWhenTheMailboxHasItsOwnKey() throws Exception {
        Recorder lookup = new Recorder(main("u1", "alice@example.org").key("KA"));
        resolver(lookup).resolve(EmailAddress.of("alice+news@example.org"));
        assertThat(lookup.questions)
                .containsExactly(Set.of("alice+news@example.org", "alice@example.org", "@example.org"));
    }

    @Test
    void resolveShouldAskOnceForEachLevelWhenAnAliasHasManyDestinations() throws Exception {
        Recorder lookup = new Recorder(
                alias("u1", "team@example.org", "alice@example.org"),
                alias("u2", "team@example.org", "bob@example.net"),
                alias("u3", "team@example.org", "u3@deliver.local"),
                main("u1", "alice@example.org"),
                main("u2", "bob@example.net"),
                main("u3", "carol@example.org"));
        resolver(lookup).resolve(EmailAddress.of("team@example.org"));
        assertThat(lookup.questions)
                .containsExactly(
                        Set.of("team@example.org", "@example.org"),
                        Set.of("alice@example.org", "@example.org", "bob@example.net", "@example.net"),
                        Set.of("u3"),
                        Set.of("carol@example.org", "@example.org"),
                        Set.of("u1", "u2", "u3"));
    }

    @Test
    void resolveShouldAskNothingWhenTheDomainIsNotOurs() throws Exception {
        Recorder lookup = new Recorder();
        assertThat(resolver(lookup).resolve(EmailAddress.of("alice@elsewhere.example")))
                .isEqualTo(new Resolution.Unknown());
        assertThat(lookup.questions).isEmpty();
    }

    @Test
    void resolveShouldThrowWhenTheBackendFailsAtAnyLevel() {
        Doc[] documents = {alias("u1", "info@example.org", "alice@example.org"), main("u1", "alice@example.org")};
        for (int answered = 0; answered < 3; answered++) {
            Recorder lookup = new Recorder(documents);
            lookup.answers = answered;
            assertThatThrownBy(() -> resolver(lookup).resolve(EmailAddress.of("info@example.org")))
                    .isInstanceOf(DirectoryUnavailableException.class);
        }
    }

    @Test
    void resolveShouldEndWhenEveryAddressLeadsToEveryOther() throws Exception {
        List<Doc> documents = new ArrayList<>();
        for (int from = 0; from < 50; from++) {
            for (int to = 0; to < 50; to++) {
                documents.add(alias("u1", "n" + from + "@example.org", "n" + to + "@example.org"));
            }
        }
        Recorder lookup = new Recorder(documents.toArray(Doc[]::new));
        // each address is also a main identity, so two look-ups reach fifty mailboxes
        Resolution resolution = resolver(lookup).resolve(EmailAddress.of("n0@example.org"));
        assertThat(((Resolution.Routes) resolution).routes()).hasSize(50);
        assertThat(lookup.questions).hasSize(3);
    }

    /** Answers from documents, and records the look-ups. */
    private static final class Recorder implements IdentityLookup {
        private final List<IdentityDocument> documents;
        private final List<Set<String>> questions = new ArrayList<>();
        private int answers = Integer.MAX_VALUE;

        Recorder(Doc... documents) {
            this.documents = Stream.of(documents)
                    .flatMap(document -> IdentityParser.parse(StoredDocument.of(document.json())).stream())
                    .toList();
        }

        @Override
        public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys)
                throws DirectoryUnavailableException {
            note(keys.stream().map(AddressKey::value));
            return documents.stream()
                    .filter(document -> keys.contains(document.key().orElseThrow()))
                    .collect(Collectors.groupingBy(document -> document.key().orElseThrow()));
        }

        @Override
        public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users)
                throws DirectoryUnavailableException {
            note(users.stream().map(AccountId::value));
            return documents.stream()
                    .filter(document -> users.contains(document.userId().orElseThrow()))
                    .collect(Collectors.groupingBy(document -> document.userId().orElseThrow()));
        }

        private void note(Stream<String> keys) throws DirectoryUnavailableException {
            if (questions.size() >= answers) {
                throw new DirectoryUnavailableException("down");
            }
            questions.add(keys.collect(Collectors.toSet()));
        }
    }
}
