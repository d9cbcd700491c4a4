package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.LastUsable;
import org.sealmx.smtp.EmailAddress;

/** When OpenPGP certificates end. */
class CertificateEndTest {

    private static final Instant FIRST = TestKeys.NOW.plus(Duration.ofDays(20));
    private static final Instant LAST = TestKeys.NOW.plus(Duration.ofDays(50));

    private static TestKey ending(String userId, Instant end) {
        return TestKeys.version4(
                TestKeyAlgorithm.LEGACY_ED25519, TestKeyAlgorithm.LEGACY_X25519, userId, subpackets -> {
                    TestKeys.certifying(subpackets);
                    subpackets.setKeyExpirationTime(
                            false, Duration.between(TestKeys.CREATED, end).toSeconds());
                });
    }

    private static CertificateSource read(TestKey... keys) {
        return new CertificateReader()
                .read(Stream.of(keys).map(TestKey::armoredCertificate).toList());
    }

    private static Optional<LastUsable> end(CertificateSource source) {
        return LastUsable.of(source, TestKeys.NOW);
    }

    @Test
    void endShouldBeThatOfTheLastCertificateAndNameOnlyIt() {
        TestKey first = ending("Alice <alice@example.org>", FIRST);
        TestKey last = ending("Alice <alice@example.org>", LAST);
        assertThat(end(read(first, last))).contains(new LastUsable(LAST, List.of(last.fingerprint())));
    }

    @Test
    void thereShouldBeNoEndWhenACertificateNeverEndsOrNoneCanBeUsed() {
        assertThat(end(read(ending("Alice <alice@example.org>", FIRST), TestKeys.curve25519())))
                .isEmpty();
        assertThat(end(read(TestKeys.expired()))).isEmpty();
        assertThat(end(read(TestKeys.revoked()))).isEmpty();
        assertThat(end(read())).isEmpty();
    }

    @Test
    void certificateOfAStrangerShouldNotPutTheEndOff() {
        TestKey own = ending("Alice <alice@example.org>", FIRST);
        TestKey stranger = ending("Bob <bob@example.org>", LAST);
        Predicate<EmailAddress> owns = EmailAddress.of("alice@example.org")::equals;
        assertThat(end(read(own, stranger)).map(LastUsable::end)).contains(LAST);
        assertThat(end(read(own, stranger).ownedBy(owns)).map(LastUsable::end)).contains(FIRST);
    }

    @Test
    void evaluationShouldStayTheSameUntilTheNextChange() {
        List<CertificateSource> sources = List.of(
                read(TestKeys.expired()),
                read(ending("Alice <alice@example.org>", FIRST), TestKeys.expired(), TestKeys.rsa2048()),
                read(ending("Alice <alice@example.org>", FIRST), ending("Bob <bob@example.org>", LAST))
                        .ownedBy(EmailAddress.of("alice@example.org")::equals));
        for (CertificateSource source : sources) {
            Instant at = Instant.EPOCH;
            int changes = 0;
            for (Optional<Instant> next = source.nextChange(at); next.isPresent(); next = source.nextChange(at)) {
                assertThat(next.get()).isAfter(at);
                assertThat(kind(source.evaluate(next.get().minusNanos(1)))).isEqualTo(kind(source.evaluate(at)));
                at = next.get();
                changes++;
            }
            assertThat(changes).isPositive();
            assertThat(kind(source.evaluate(at.plus(Duration.ofDays(100_000))))).isEqualTo(kind(source.evaluate(at)));
        }
    }

    private static String kind(CertificateEvaluation evaluation) {
        return evaluation instanceof Usable usable
                ? usable.certificateFingerprints().toString()
                : evaluation.describe();
    }
}
