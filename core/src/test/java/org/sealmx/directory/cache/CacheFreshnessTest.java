package org.sealmx.directory.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smime.certificate.TestCertificate;
import org.sealmx.smime.certificate.TestCertificates;
import org.sealmx.smtp.EmailAddress;

/** How long an answer is used, with the feed of changes and without. */
class CacheFreshnessTest {

    private static final Doc ALICE = main("u1", "alice@example.org").id("alice").key("KA");
    private static final Doc BOB = main("u2", "bob@example.org").id("bob").key("KB");
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration TTL = CacheBed.SETTINGS.timeToLive();

    /** Makes a change that the feed does not report, or not yet. */
    private static void changeSilently(CacheBed bed) {
        bed.lookup.put(ALICE.key("K2"));
    }

    private static void tell(CacheBed bed) {
        bed.change(ALICE.key("K2"));
    }

    @Test
    void resolveShouldNotAskAgainWhenTheFeedIsConnectedForHours() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        bed.clock.advance(CacheBed.SETTINGS.maxAge().minus(MILLI));
        assertThat(bed.requestsOf("alice@example.org")).isZero();
    }

    /** In a cluster the feed can report what the copy that is asked next does not have yet. */
    @Test
    void resolveShouldAskAgainForAWhileAfterAChangeSinceACopyMayLackIt() throws Exception {
        CacheBed bed = new CacheBed(ALICE, BOB);
        bed.resolve("alice@example.org");
        bed.resolve("bob@example.org");
        bed.feed.changed("alice", Optional.of(new CacheBed(ALICE.key("K2")).lookup.put(ALICE.key("K2"))));
        assertThat(bed.resolve("alice@example.org"))
                .as("from a copy that is behind")
                .containsExactly("u1 alice@example.org KA");
        changeSilently(bed);
        bed.clock.advance(TTL.minus(MILLI));
        assertThat(bed.requestsOf("alice@example.org")).isZero();
        bed.clock.advance(MILLI);
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org K2");
        assertThat(bed.requestsOf("bob@example.org")).isZero();

        for (int minutes = 0; minutes < 25; minutes++) {
            bed.clock.advance(Duration.ofMinutes(1));
            bed.resolve("alice@example.org");
        }
        bed.clock.advance(Duration.ofHours(1));
        assertThat(bed.requestsOf("alice@example.org")).as("later").isZero();
    }

    @Test
    void resolveShouldNotAskAgainForAWhileAfterAReset() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.feed.reset();
        bed.feed.connected();
        bed.resolve("alice@example.org");
        bed.clock.advance(Duration.ofHours(1));
        assertThat(bed.requestsOf("alice@example.org")).isZero();
    }

    @Test
    void resolveShouldAskAgainAtTheGreatestAgeWhenTheFeedIsConnected() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        bed.clock.advance(CacheBed.SETTINGS.maxAge());
        assertThat(bed.requestsOf("alice@example.org")).isEqualTo(1);
        assertThat(bed.requestsOf("alice@example.org")).isZero();
    }

    @Test
    void resolveShouldAskAgainAfterTheTimeToLiveWhenTheFeedIsDown() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.feed.disconnected();
        bed.resolve("alice@example.org");
        bed.clock.advance(TTL.minus(MILLI));
        assertThat(bed.requestsOf("alice@example.org")).isZero();
        bed.clock.advance(MILLI);
        assertThat(bed.requestsOf("alice@example.org")).isEqualTo(1);
    }

    @Test
    void resolveShouldCountTheTimeToLiveFromTheLossOfTheFeedWhenTheAnswerIsOlder() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        bed.clock.advance(Duration.ofHours(1));
        bed.feed.disconnected();
        bed.clock.advance(TTL.minus(MILLI));
        bed.feed.disconnected();
        assertThat(bed.requestsOf("alice@example.org")).isZero();
        bed.clock.advance(MILLI);
        assertThat(bed.requestsOf("alice@example.org")).isEqualTo(1);
    }

    @Test
    void resolveShouldUseOldAnswersAgainWhenTheFeedHasCaughtUp() throws Exception {
        CacheBed bed = new CacheBed(ALICE, main("u2", "bob@example.org").id("bob"));
        bed.resolve("alice@example.org");
        bed.resolve("bob@example.org");
        bed.feed.disconnected();
        bed.clock.advance(Duration.ofHours(1));
        tell(bed);
        bed.feed.connected();
        assertThat(bed.requestsOf("bob@example.org")).isZero();
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org K2");
    }

    @Test
    void resolveShouldNotUseOldAnswersWhenTheFeedIsStillCatchingUp() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("alice@example.org");
        bed.feed.disconnected();
        bed.clock.advance(Duration.ofHours(1));
        changeSilently(bed);
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org K2");
    }

    @Test
    void resolveShouldAskAgainWhenTheAnswerIsOlderThanTheFeed() throws Exception {
        ScriptedLookup lookup = new ScriptedLookup();
        ScriptedFeed feed = new ScriptedFeed();
        lookup.put(ALICE);
        try (CachingRecipientDirectory directory = CachingRecipientDirectory.start(
                lookup,
                RecipientDirectoryContract.DOMAINS,
                ResolverSettings.defaults(),
                RecipientDirectoryContract.CERTIFICATES,
                feed,
                CacheBed.SETTINGS,
                new ManualClock())) {
            RecipientDirectoryContract.resolve(directory, "alice@example.org");
            lookup.put(ALICE.key("K2"));
            // not step by step, which would not be what is in memory
            assertThat(RecipientDirectoryContract.describe(directory.resolve(EmailAddress.of("alice@example.org"))))
                    .containsExactly("u1 alice@example.org KA");
            feed.connected();
            assertThat(RecipientDirectoryContract.resolve(directory, "alice@example.org"))
                    .containsExactly("u1 alice@example.org K2");
        }
    }

    @Test
    void resolveShouldAskAgainWhenTheFeedBeginsAnewAfterAReset() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.feed.disconnected();
        bed.feed.reset();
        bed.resolve("alice@example.org");
        changeSilently(bed);
        bed.feed.connected();
        assertThat(bed.resolve("alice@example.org")).containsExactly("u1 alice@example.org K2");
    }

    @Test
    void resolveShouldNotCountFromBeforeAResetWhenTheFeedIsDown() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.feed.disconnected();
        bed.feed.reset();
        bed.resolve("alice@example.org");
        bed.clock.advance(TTL);
        assertThat(bed.requestsOf("alice@example.org")).isEqualTo(1);
    }

    @Test
    void resolveShouldRememberForAShortTimeThatThereIsNoSuchAddress() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.resolve("nobody@example.org");
        bed.clock.advance(CacheBed.SETTINGS.unknownTimeToLive().minus(MILLI));
        assertThat(bed.requestsOf("nobody@example.org")).isZero();
        assertThat(bed.directory.statistics().unknownHits()).isEqualTo(1);
        bed.clock.advance(MILLI);
        assertThat(bed.requestsOf("nobody@example.org")).isEqualTo(1);
    }

    @Test
    void resolveShouldNotRememberUnknownAddressesLongerThanOthersWhenTheFeedIsDown() throws Exception {
        CacheSettings longUnknown = new CacheSettings(
                1 << 20,
                1 << 18,
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                Duration.ofHours(6),
                Duration.ofMinutes(15),
                Duration.ofSeconds(1));
        CacheBed bed = new CacheBed(longUnknown, RecipientDirectoryContract.CERTIFICATES);
        bed.resolve("nobody@example.org");
        bed.clock.advance(Duration.ofMinutes(9));
        assertThat(bed.requestsOf("nobody@example.org")).isZero();
        bed.feed.disconnected();
        assertThat(bed.requestsOf("nobody@example.org")).isEqualTo(1);
        bed.clock.advance(Duration.ofSeconds(10));
        assertThat(bed.requestsOf("nobody@example.org")).isEqualTo(1);
    }

    @Test
    void resolveShouldAskNothingWhenTheDomainIsNotOurs() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        assertThat(bed.requestsOf("alice@elsewhere.example")).isZero();
        assertThat(bed.directory.statistics().misses()).isZero();
        assertThat(bed.directory.statistics().madeUpEntries()).isZero();
    }

    @Test
    void resolveShouldNotKeepAnswersForeverWhenTheClockIsSetBack() throws Exception {
        CacheBed bed = new CacheBed(ALICE);
        bed.feed.disconnected();
        bed.resolve("alice@example.org");
        bed.clock.advance(Duration.ofDays(-365));
        assertThat(bed.requestsOf("alice@example.org")).isEqualTo(1);
        assertThat(bed.requestsOf("alice@example.org")).isZero();
    }

    @Test
    void certificatesShouldExpireAtTheirSecondWhenTheAnswerIsFromMemory() throws Exception {
        CacheBed bed = new CacheBed(CacheBed.SETTINGS, new AccountCertificateReader());
        TestKey key = TestKeys.expired();
        bed.lookup.put(ALICE.key(key.armoredCertificate()));
        bed.resolve("alice@example.org");
        CertificateSource source = certificates(bed);
        assertThat(bed.lookup.requests()).isEqualTo(1);
        assertThat(source.evaluate(TestKeys.EXPIRED.minusSeconds(1))).isInstanceOf(CertificateEvaluation.Usable.class);
        assertThat(source.evaluate(TestKeys.EXPIRED))
                .isEqualTo(new CertificateEvaluation.Expired(key.fingerprint(), TestKeys.EXPIRED));
    }

    @Test
    void x509CertificatesShouldExpireAtTheirSecondWhenTheAnswerIsFromMemory() throws Exception {
        CacheBed bed = new CacheBed(CacheBed.SETTINGS, new AccountCertificateReader());
        TestCertificate certificate = TestCertificates.curve("P-256");
        bed.lookup.put(ALICE.smime(certificate.pem()));
        bed.resolve("alice@example.org");
        CertificateSource source = certificates(bed);
        assertThat(bed.lookup.requests()).isEqualTo(1);
        assertThat(source.evaluate(TestCertificate.UNTIL)).isInstanceOf(CertificateEvaluation.Usable.class);
        assertThat(source.evaluate(TestCertificate.UNTIL.plusSeconds(1)))
                .isEqualTo(new CertificateEvaluation.Expired(
                        certificate.fingerprint(), TestCertificate.UNTIL.plusSeconds(1)));
        assertThat(source.footprint()).isLessThan(certificate.pem().length());
    }

    private static CertificateSource certificates(CacheBed bed) throws Exception {
        Resolution resolution = bed.directory.resolve(EmailAddress.of("alice@example.org"));
        return ((Resolution.Routes) resolution).routes().get(0).certificates();
    }

    @Test
    void resolveShouldKeepNoDocumentsAndNoKeyMaterial() throws Exception {
        CacheBed bed = new CacheBed(CacheBed.SETTINGS, new AccountCertificateReader());
        String armor = TestKeys.curve25519().armoredCertificate();
        bed.lookup.put(ALICE.key(armor));
        bed.resolve("alice@example.org");
        assertThat(certificates(bed).footprint()).isLessThan(armor.length());
        assertThat(certificates(bed).evaluate(Instant.parse("2025-06-01T12:00:00Z")))
                .isInstanceOf(CertificateEvaluation.Usable.class);
    }

    @Test
    void statisticsShouldCountRequestsAndLoadsApart() throws Exception {
        CacheBed bed = new CacheBed(
                ALICE, alias("u1", "info@example.org", "alice@example.org").id("i"));
        for (String address :
                List.of("info@example.org", "info@example.org", "nobody@example.org", "nobody@example.org")) {
            bed.resolve(address);
        }
        CacheStatistics statistics = bed.directory.statistics();
        assertThat(statistics.loads()).isEqualTo(2);
        assertThat(statistics.requests()).isEqualTo(3);
        assertThat(statistics.misses()).isEqualTo(2);
        assertThat(statistics.hits()).isEqualTo(1);
        assertThat(statistics.unknownHits()).isEqualTo(1);
        assertThat(statistics.entries()).isEqualTo(1);
        assertThat(statistics.madeUpEntries()).isEqualTo(1);
        assertThat(statistics.bytes()).isPositive();
        assertThat(statistics.madeUpBytes()).isPositive();
    }
}
