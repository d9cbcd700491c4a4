package org.sealmx.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeyAlgorithm;
import org.sealmx.openpgp.certificate.TestKeyBuilder;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smime.certificate.TestCertificates;

class QuantumProtectionTest {

    private static final Instant PAST = NOW.minus(Duration.ofDays(3));
    private static final Instant SOON = NOW.plus(Duration.ofDays(3));
    private static final Instant LATER = NOW.plus(Duration.ofDays(30));

    private static CertificateSource source(TestKey... keys) {
        return new CertificateReader()
                .read(Stream.of(keys).map(TestKey::armoredCertificate).toList());
    }

    private static TestKey classical(Instant created) {
        return TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, created)
                .userId("Quentin <quentin@example.org>")
                .certification(created, TestKeys::certifying)
                .subkey(TestKeyAlgorithm.LEGACY_X25519, created)
                .binding(created, TestKeys::encrypting)
                .build();
    }

    @Test
    void endShouldBeThatOfTheLastPostQuantumKey() {
        assertThat(QuantumProtection.endedBefore(source(TestKeys.postQuantum4(PAST)), NOW))
                .contains(PAST);
        assertThat(QuantumProtection.endsBefore(source(TestKeys.postQuantum4(SOON)), NOW, LATER))
                .contains(SOON);
        assertThat(QuantumProtection.endedBefore(
                        source(TestKeys.postQuantum4(PAST), TestKeys.postQuantum4(PAST.minusSeconds(7))), NOW))
                .contains(PAST);
    }

    @Test
    void nothingShouldEndWhileAPostQuantumKeyLives() {
        CertificateSource both = source(TestKeys.postQuantum4(PAST), TestKeys.postQuantum4(LATER));

        assertThat(QuantumProtection.endedBefore(both, NOW)).isEmpty();
        assertThat(QuantumProtection.endsBefore(both, NOW, SOON)).isEmpty();
    }

    /** The mail is not protected either, and for another reason, which {@code unprotected} gives. */
    @Test
    void youngerClassicalCertificateShouldNotCountAsAnEnd() {
        CertificateSource old = source(TestKeys.postQuantum4(), classical(CREATED.plusSeconds(1)));
        CertificateSource coming = source(TestKeys.postQuantum4(), classical(SOON));

        assertThat(QuantumProtection.endedBefore(old, NOW)).isEmpty();
        assertThat(QuantumProtection.endsBefore(coming, NOW, LATER)).isEmpty();
    }

    @Test
    void nothingShouldEndThatNeverWasOrWithoutWhichNothingIsEncrypted() {
        assertThat(QuantumProtection.endedBefore(source(TestKeys.curve25519()), NOW))
                .isEmpty();
        assertThat(QuantumProtection.endedBefore(source(TestKeys.expired()), NOW))
                .isEmpty();
        assertThat(QuantumProtection.endedBefore(source(), NOW)).isEmpty();
        assertThat(QuantumProtection.endsBefore(source(TestKeys.postQuantum6()), NOW, LATER))
                .isEmpty();
        assertThat(TestCertificates.mlKem(768).usable().describe())
                .isEqualTo("usable, 1 X.509 certificate(s), 1 of them post-quantum");
    }

    @Test
    void sourceThatChangesForeverShouldEndTheSearch() {
        CertificateEvaluation usable = TestKeys.curve25519().usable();
        CertificateSource restless = new CertificateSource() {
            @Override
            public CertificateEvaluation evaluate(Instant at) {
                return usable;
            }

            @Override
            public Optional<Instant> nextChange(Instant after) {
                return Optional.of(after.plusMillis(1));
            }
        };

        assertThat(QuantumProtection.endedBefore(restless, NOW)).isEmpty();
    }
}
