package org.sealmx.directory.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.IdentityParser;
import org.sealmx.directory.identity.StoredDocument;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.directory.resolve.DeadEnds.DeadEnd;
import org.sealmx.smtp.EmailAddress;

class DeadEndsTest {

    private static final EmailAddress POSTMASTER = EmailAddress.of("postmaster@example.org");
    private static final Doc ALICE = main("u1", "alice@example.org").id("1");
    private static final Doc TO_ALICE =
            alias("u1", "postmaster@example.org", "alice@example.org").id("2");

    private static Optional<DeadEnd> deadEnd(Doc... documents) throws Exception {
        List<IdentityDocument> parsed = new ArrayList<>();
        for (Doc document : documents) {
            IdentityParser.parse(StoredDocument.of(document.json())).ifPresent(parsed::add);
        }
        IdentityLookup lookup = new IdentityLookup() {
            @Override
            public Map<AddressKey, List<IdentityDocument>> byAddress(Set<AddressKey> keys) {
                return keys.stream().collect(Collectors.toMap(key -> key, key -> parsed.stream()
                        .filter(document -> document.key().equals(Optional.of(key)))
                        .toList()));
            }

            @Override
            public Map<AccountId, List<IdentityDocument>> byUserId(Set<AccountId> users) {
                return Map.of();
            }
        };
        return new DeadEnds(lookup, RecipientDirectoryContract.DOMAINS, ResolverSettings.defaults()).from(POSTMASTER);
    }

    private static String sentence(Doc... documents) throws Exception {
        return deadEnd(documents).orElseThrow().sentence(POSTMASTER);
    }

    @Test
    void fromShouldBeEmptyWhenMailArrives() throws Exception {
        assertThat(deadEnd(ALICE, TO_ALICE)).isEmpty();
        assertThat(deadEnd(main("u1", "postmaster@example.org"))).isEmpty();
        assertThat(deadEnd(alias("u1", "postmaster@example.org", "far@elsewhere.example")))
                .isEmpty();
    }

    @Test
    void fromShouldEndWhenAliasesLeadBackToOneAnother() throws Exception {
        assertThat(deadEnd(TO_ALICE, alias("u1", "alice@example.org", "postmaster@example.org")))
                .isEmpty();
    }

    @Test
    void sentenceShouldNameTheAddressThatCannotReceiveAndTheIdentity() throws Exception {
        String advice = ". Fix that identity, or point postmaster@ elsewhere.";
        assertThat(sentence(ALICE.without("destination"), TO_ALICE))
                .isEqualTo("postmaster@example.org leads to alice@example.org, which cannot receive mail (identity 1:"
                        + " \"destination\" is missing)" + advice);
        assertThat(sentence(ALICE.disabled(), TO_ALICE))
                .isEqualTo("postmaster@example.org leads to alice@example.org, which cannot receive mail (identity 1 is"
                        + " disabled)" + advice);
        assertThat(sentence(ALICE, TO_ALICE.orphaned()))
                .isEqualTo("postmaster@example.org cannot receive mail (identity 2 has no \"user_id\")" + advice);
        assertThat(sentence(TO_ALICE))
                .isEqualTo(
                        "postmaster@example.org leads to alice@example.org, which cannot receive mail (there is no such"
                                + " identity)" + advice);
    }
}
