package org.sealmx.directory.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smtp.EmailAddress;

/**
 * Every way in which a change of one document changes the answer about an address; no other address is looked up again.
 */
class CacheInvalidationTest {

    private static final Doc ALICE = main("u1", "alice@example.org").id("alice").key("KA");
    private static final Doc BOB = main("u2", "bob@example.org").id("bob").key("KB");

    @Test
    void resolveShouldAnswerFromMemoryWhenNothingChanged() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        assertThat(bed.requestsOf("alice@example.org")).isEqualTo(1);
        assertThat(bed.requestsOf("alice@example.org")).isZero();
        assertThat(bed.requestsOf("ALICE@EXAMPLE.ORG")).isZero();
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    void resolveShouldUseTheNewKeyWhenTheDocumentChanges() throws Exception {
        CacheBed bed = new CacheBed(ALICE, BOB);
        bed.resolve("alice@example.org");
        bed.resolve("bob@example.org");
        bed.change(ALICE.key("K2"));
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org K2");
        assertThat(bed.requestsOf("bob@example.org")).isZero();
        assertThat(bed.directory.statistics().invalidations()).isEqualTo(1);
        assertThat(bed.directory.statistics().changes()).isEqualTo(1);
    }

    @Test
    void certificateShouldBecomeItsOwnWhenAnAliasWithItsAddressAppears() throws Exception {
        CacheBed bed = new CacheBed(CacheBed.SETTINGS, new AccountCertificateReader());
        bed.lookup.put(main("u1", "edith@example.org")
                .id("edith")
                .keys(
                        TestKeys.expired().armoredCertificate(),
                        TestKeys.curve25519("info@example.org").armoredCertificate()));
        assertThat(certificateOf("edith@example.org", bed)).isInstanceOf(CertificateEvaluation.Expired.class);
        assertThat(bed.lookup.requests()).as("all addresses of the account").isEqualTo(2);
        bed.change(alias("u1", "info@example.org", "edith@example.org").id("info"));
        assertThat(certificateOf("edith@example.org", bed)).isInstanceOf(CertificateEvaluation.Usable.class);
        bed.delete("info");
        assertThat(certificateOf("edith@example.org", bed)).isInstanceOf(CertificateEvaluation.Expired.class);
    }

    private static CertificateEvaluation certificateOf(String address, CacheBed bed) throws Exception {
        Resolution resolution = bed.directory.resolve(EmailAddress.of(address));
        return ((Resolution.Routes) resolution).routes().get(0).certificates().evaluate(TestKeys.NOW);
    }

    @Test
    void resolveShouldFindTheMailboxWhenAnAbsentMainIdentityAppears() throws Exception {
        CacheBed bed = new CacheBed();
        assertThat(bed.resolve("alice@example.org")).containsExactly("UNKNOWN");
        bed.change(ALICE);
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    void resolveShouldPreferTheAddressItselfWhenItAppearsBesideItsExtension() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        assertThat(bed.resolve("alice+x@example.org")).containsExactly("u1 alice@example.org KA");
        bed.change(main("u3", "alice+x@example.org").id("x"));
        assertThat(bed.resolve("alice+x@example.org")).containsExactly("u3 alice+x@example.org -");
    }

    @Test
    void resolveShouldFollowTheCatchAllWhenItAppearsAndDisappears() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        Doc catchAll = alias("u1", "@example.org", "alice@example.org").id("all");
        assertThat(bed.resolve("who@example.org")).containsExactly("UNKNOWN");
        bed.change(catchAll);
        assertThat(bed.resolve("who@example.org")).containsExactly("u1 alice@example.org KA");
        bed.delete("all");
        assertThat(bed.resolve("who@example.org")).containsExactly("UNKNOWN");
    }

    @Test
    void resolveShouldAskAgainForItsDomainOnlyWhenACatchAllAppears() throws Exception {
        CacheBed bed = new CacheBed(ALICE, main("u5", "eve@example.net").id("eve"));
        bed.resolve("alice@example.org");
        bed.resolve("eve@example.net");
        bed.change(alias("u1", "@example.org", "alice@example.org").id("all"));
        assertThat(bed.requestsOf("alice@example.org")).isEqualTo(1);
        assertThat(bed.requestsOf("eve@example.net")).isZero();
    }

    @Test
    void resolveShouldFollowWhenAnAliasOfAnAliasChanges() throws Exception {
        CacheBed bed = new CacheBed(
                ALICE,
                BOB,
                alias("u1", "a1@example.org", "a2@example.org").id("a1"),
                alias("u1", "a2@example.org", "a3@example.org").id("a2"),
                alias("u1", "a3@example.org", "alice@example.org").id("a3"));
        assertThat(bed.resolve("a1@example.org")).containsExactly("u1 alice@example.org KA");
        bed.change(alias("u1", "a3@example.org", "bob@example.org").id("a3"));
        assertThat(bed.resolve("a1@example.org")).containsExactly("u2 bob@example.org KB");
        bed.change(alias("u1", "a2@example.org", "alice@example.org").id("a2"));
        assertThat(bed.resolve("a1@example.org")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    void resolveShouldAddTheDestinationWhenAnAliasGetsASecondDocument() throws Exception {
        CacheBed bed = new CacheBed(
                ALICE, BOB, alias("u1", "team@example.org", "alice@example.org").id("t1"));
        bed.resolve("team@example.org");
        bed.change(alias("u2", "team@example.org", "bob@example.org").id("t2"));
        assertThat(bed.resolve("team@example.org")).containsExactly("u1 alice@example.org KA", "u2 bob@example.org KB");
        bed.delete("t1");
        assertThat(bed.resolve("team@example.org")).containsExactly("u2 bob@example.org KB");
    }

    @Test
    void resolveShouldFindTheDestinationWhenItAppearsAfterTheAlias() throws Exception {
        CacheBed bed = new CacheBed(
                alias("u1", "info@example.org", "alice@example.org").id("i"));
        assertThat(bed.resolve("info@example.org")).containsExactly("UNKNOWN_DESTINATION");
        bed.change(ALICE);
        assertThat(bed.resolve("info@example.org")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    void resolveShouldUseTheNewKeyOfTheUserWhenTheAliasHasNoneOfItsOwn() throws Exception {
        CacheBed bed = new CacheBed(
                ALICE, alias("u1", "away@example.org", "a@elsewhere.example").id("away"));
        assertThat(bed.resolve("away@example.org")).containsExactly("u1 a@elsewhere.example KA remote");
        bed.change(ALICE.key("K2"));
        assertThat(bed.resolve("away@example.org")).containsExactly("u1 a@elsewhere.example K2 remote");
    }

    @Test
    void resolveShouldUseTheKeyOfTheUserWhenTheMainIdentityAppears() throws Exception {
        CacheBed bed = new CacheBed(
                alias("u1", "away@example.org", "a@elsewhere.example").id("away"));
        assertThat(bed.resolve("away@example.org")).containsExactly("u1 a@elsewhere.example - remote");
        bed.change(ALICE);
        assertThat(bed.resolve("away@example.org")).containsExactly("u1 a@elsewhere.example KA remote");
        bed.delete("alice");
        assertThat(bed.resolve("away@example.org")).containsExactly("u1 a@elsewhere.example - remote");
    }

    @Test
    void resolveShouldFindTheAccountWhenItsMainIdentityAppears() throws Exception {
        CacheBed bed = new CacheBed();
        assertThat(bed.resolve("u1@deliver.local")).containsExactly("UNKNOWN");
        bed.change(ALICE);
        assertThat(bed.resolve("u1@deliver.local")).containsExactly("u1 alice@example.org KA");
        assertThat(bed.requestsOf("u1@deliver.local")).isZero();
    }

    @Test
    void resolveShouldFindNothingWhenTheDocumentIsDeletedByItsIdOnly() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        bed.delete("alice");
        assertThat(bed.resolve("alice@example.org")).containsExactly("UNKNOWN");
        assertThat(bed.directory.statistics().entries()).isZero();
        assertThat(bed.directory.statistics().madeUpEntries()).isEqualTo(1);
    }

    @Test
    void resolveShouldFindNothingForOneAddressWhenADocumentWhoseIdLooksLikeAnAddressIsDeleted() throws Exception {
        CacheBed bed = new CacheBed(ALICE.id("alice@example.org"), BOB.id("bob@example.org"));
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org KA");
        bed.resolve("bob@example.org");
        bed.delete("alice@example.org");
        assertThat(bed.resolve("alice@example.org")).containsExactly("UNKNOWN");
        assertThat(bed.requestsOf("bob@example.org")).isZero();
    }

    @Test
    void resolveShouldFollowBothAddressesWhenADocumentMovesToAnother() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        bed.resolve("carol@example.org");
        bed.change(main("u1", "carol@example.org").id("alice").key("KA"));
        assertThat(bed.resolve("alice@example.org")).containsExactly("UNKNOWN");
        assertThat(bed.resolve("carol@example.org")).containsExactly("u1 carol@example.org KA");
    }

    @Test
    void resolveShouldFollowBothAccountsWhenADocumentChangesItsOwner() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("u1@deliver.local");
        bed.resolve("u2@deliver.local");
        bed.change(main("u2", "alice@example.org").id("alice").key("KA"));
        assertThat(bed.resolve("u1@deliver.local")).containsExactly("UNKNOWN");
        assertThat(bed.resolve("u2@deliver.local")).containsExactly("u2 alice@example.org KA");
    }

    @Test
    void resolveShouldBlockWhenTheDocumentBreaksAndDeliverWhenItIsRepaired() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        bed.change(ALICE.withRaw("enabled", "17"));
        assertThat(bed.resolve("alice@example.org")).containsExactly("BROKEN_IDENTITY");
        assertThat(bed.requestsOf("alice@example.org")).isZero();
        bed.change(ALICE);
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    void resolveShouldTellUserIdsApartWhenTheyDifferInLetterCaseOnly() throws Exception {
        CacheBed bed = new CacheBed(ALICE, main("U1", "upper@example.org").id("upper"));
        assertThat(bed.resolve("u1@deliver.local")).containsExactly("u1 alice@example.org KA");
        assertThat(bed.resolve("U1@deliver.local")).containsExactly("U1 upper@example.org -");
        assertThat(bed.resolve("u1@deliver.local")).containsExactly("u1 alice@example.org KA");
        assertThat(bed.requestsOf("U1@deliver.local")).isZero();
    }

    @Test
    void resolveShouldForgetEverythingWhenTheFeedIsReset() throws Exception {
        CacheBed bed = new CacheBed(ALICE, BOB);
        bed.resolve("alice@example.org");
        bed.resolve("nobody@example.org");
        bed.lookup.put(ALICE.key("K2"));
        bed.lookup.put(main("u9", "nobody@example.org").id("n"));
        bed.feed.reset();
        assertThat(bed.directory.statistics().entries()).isZero();
        assertThat(bed.directory.statistics().resets()).isEqualTo(1);
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org K2");
        assertThat(bed.resolve("nobody@example.org")).containsExactly("u9 nobody@example.org -");
    }

    @Test
    void resolveShouldAskAgainWhenAChangeOvertakesTheLoad() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.lookup.beforeAnswer(request -> {
            if (request == 1) {
                bed.change(ALICE.key("K2"));
            }
        });
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org K2");
        assertThat(bed.directory.statistics().discarded()).isEqualTo(1);
        assertThat(bed.requestsOf("alice@example.org")).isZero();
    }

    @Test
    void resolveShouldAskAgainWhenWhatWasAbsentAppearsDuringTheLoad() throws Exception {
        CacheBed bed = new CacheBed();
        bed.lookup.beforeAnswer(request -> {
            if (request == 1) {
                bed.change(ALICE);
            }
        });
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org KA");
    }

    @Test
    void resolveShouldAskAgainWhenAllIsForgottenDuringTheLoad() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.lookup.beforeAnswer(request -> {
            if (request == 1) {
                bed.lookup.put(ALICE.key("K2"));
                bed.feed.reset();
            }
        });
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org K2");
    }

    @Test
    void resolveShouldAnswerAndKeepNothingWhenEveryLoadIsOvertaken() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.lookup.beforeAnswer(request -> bed.change(ALICE.key("K" + request)));
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org K2");
        bed.lookup.beforeAnswer(request -> {});
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org K3");
        assertThat(bed.directory.statistics().discarded()).isEqualTo(3);
    }

    @Test
    void resolveShouldKeepTheLoadWhenTheChangeIsOfSomethingElse() throws Exception {
        CacheBed bed = new CacheBed(ALICE, BOB);
        bed.lookup.beforeAnswer(request -> bed.change(BOB));
        assertThat(bed.requestsOf("alice@example.org")).isEqualTo(1);
        assertThat(bed.requestsOf("alice@example.org")).isZero();
    }
}
