package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.MalformedCertificateException;

class VerificationWorkTest {

    @Test
    void verifyShouldCountByTheSizeOfTheKey() throws Exception {
        assertThat(verifications(1000, rsa(2048, 65537))).isEqualTo(1000);
        assertThat(verifications(1000, rsa(4096, 65537))).isEqualTo(1000);
        assertThat(verifications(1000, rsa(8192, 65537))).isEqualTo(250);
        assertThat(verifications(1000, rsa(16384, Long.MAX_VALUE))).isEqualTo(20);
        assertThat(verifications(1000, primary(TestKeyAlgorithm.LEGACY_ED25519)))
                .isEqualTo(1000);
        assertThat(verifications(1000, primary(TestKeyAlgorithm.ECDSA_BRAINPOOL_P256)))
                .isEqualTo(500);
    }

    @Test
    void readShouldStopWhenASlowKeyHasMoreSignaturesThanAreVerified() {
        TestKey key = TestKeys.version4(
                TestKeyAlgorithm.ECDSA_P256,
                TestKeyAlgorithm.ECDH_P256,
                "Alice <alice@example.org>",
                TestKeys::certifying);
        // five packets, two of them signatures, of which each counts twice
        assertThat(read(key, 5)).isInstanceOf(Usable.class);
        TestKey revoked = TestKeyBuilder.version4(TestKeyAlgorithm.ECDSA_P256, TestKeys.CREATED)
                .directKey(TestKeys.CREATED, TestKeys::certifying)
                .directKey(TestKeys.NOW, TestKeys::certifying)
                .build();
        assertThat(read(revoked, 3))
                .isInstanceOfSatisfying(Malformed.class, malformed -> assertThat(malformed.describe())
                        .isEqualTo("malformed: more signatures than are verified for a key of its size, fingerprint "
                                + revoked.fingerprint()));
    }

    private static CertificateEvaluation read(TestKey key, int packets) {
        return new CertificateReader(new CertificateLimits(100_000, packets, 100))
                .read(List.of(key.armoredCertificate()))
                .evaluate(TestKeys.NOW);
    }

    private static int verifications(int limit, PGPPublicKey key) {
        VerificationWork work = new VerificationWork(limit);
        int[] made = {0};
        assertThatExceptionOfType(MalformedCertificateException.class).isThrownBy(() -> {
            while (true) {
                work.verify(key);
                made[0]++;
            }
        });
        return made[0];
    }

    private static PGPPublicKey primary(TestKeyAlgorithm algorithm) {
        return TestKeyBuilder.version4(algorithm, TestKeys.CREATED)
                .build()
                .keyPairs()
                .get(0)
                .getPublicKey();
    }

    private static PGPPublicKey rsa(int bits, long exponent) throws Exception {
        RSAPublicBCPGKey key =
                new RSAPublicBCPGKey(BigInteger.ONE.shiftLeft(bits - 1).setBit(0), BigInteger.valueOf(exponent));
        return new PGPPublicKey(
                new PublicKeyPacket(4, PublicKeyAlgorithmTags.RSA_GENERAL, Date.from(Instant.EPOCH), key),
                new BcKeyFingerprintCalculator());
    }
}
