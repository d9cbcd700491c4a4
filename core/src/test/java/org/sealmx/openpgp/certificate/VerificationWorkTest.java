package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.MalformedCertificateException;

class VerificationWorkTest {

    @Test
    void verifyShouldCountByTheSizeOfAKeyThatIsSlow() throws Exception {
        assertThat(verifications(1000, rsa(12288, 65537))).isEqualTo(111);
        assertThat(verifications(1000, rsa(16384, Long.MAX_VALUE))).isEqualTo(20);
    }

    @Test
    void verifyShouldBeEnoughForEachSignatureOnAnyOrdinaryKey() throws Exception {
        assertThat(verifications(1000, rsa(2048, 65537))).isEqualTo(1000);
        assertThat(verifications(1000, rsa(4096, 65537))).isEqualTo(1000);
        assertThat(verifications(1000, rsa(8192, 65537))).isEqualTo(1000);
        for (TestKeyAlgorithm algorithm : List.of(
                TestKeyAlgorithm.LEGACY_ED25519, TestKeyAlgorithm.ECDSA_P256, TestKeyAlgorithm.ECDSA_BRAINPOOL_P256)) {
            assertThat(verifications(1000, primary(algorithm))).isEqualTo(1000);
        }
    }

    /** What others append, without any work behind it, must not cut the owner of such a key off from mail. */
    @ParameterizedTest
    @ValueSource(strings = {"v6-mldsa-65", "v6-mldsa-87", "v6-slhdsa-128s", "v6-slhdsa-128f", "v6-slhdsa-256s"})
    void verifyShouldBeEnoughForEachSignatureOnAPostQuantumKey(String name) throws Exception {
        try (InputStream in =
                VerificationWorkTest.class.getResourceAsStream("/org/sealmx/openpgp/rfc9980/" + name + ".asc")) {
            PGPPublicKey key =
                    new PGPPublicKeyRing(PGPUtil.getDecoderStream(in), new BcKeyFingerprintCalculator()).getPublicKey();

            assertThat(verifications(1000, key)).isEqualTo(1000);
        }
    }

    @Test
    void readShouldStopWhenASlowKeyHasMoreSignaturesThanAreVerified() throws Exception {
        // about 13,300 bits, without small factors
        PGPPublicKey slow =
                rsa(BigInteger.probablePrime(1024, new SecureRandom()).pow(13), 65537);

        assertThat(read(slow, 1, 9).describe()).contains("no signature of the primary key");
        assertThat(read(slow, 1, 8).describe())
                .isEqualTo("malformed: too many signatures to verify for a key of its size, fingerprint "
                        + HexFormat.of().formatHex(slow.getFingerprint()));
    }

    /** A key with invalid direct-key signatures. */
    private static CertificateEvaluation read(PGPPublicKey key, int signatures, int packets) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(key.getPublicKeyPacket().getEncoded());
        for (int i = 0; i < signatures; i++) {
            ByteBuffer body = ByteBuffer.allocate(18)
                    .put(new byte[] {4, PGPSignature.DIRECT_KEY, PublicKeyAlgorithmTags.RSA_GENERAL})
                    .put(new byte[] {HashAlgorithmTags.SHA256, 0, 6, 5, 2})
                    .putInt(i)
                    .put(new byte[] {0, 0, 1, 2, 0, 1});
            out.writeBytes(new byte[] {(byte) 0xc2, 19});
            out.writeBytes(body.array());
            out.write(1);
        }
        return new CertificateReader(new CertificateLimits(100_000, packets, 100))
                .read(List.of(TestKey.armor("PUBLIC KEY BLOCK", out.toByteArray())))
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
        return rsa(BigInteger.ONE.shiftLeft(bits - 1).setBit(0), exponent);
    }

    private static PGPPublicKey rsa(BigInteger modulus, long exponent) throws Exception {
        RSAPublicBCPGKey key = new RSAPublicBCPGKey(modulus, BigInteger.valueOf(exponent));
        return new PGPPublicKey(
                new PublicKeyPacket(4, PublicKeyAlgorithmTags.RSA_GENERAL, Date.from(Instant.EPOCH), key),
                new BcKeyFingerprintCalculator());
    }
}
