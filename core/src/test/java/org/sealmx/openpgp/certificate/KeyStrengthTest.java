package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.BCPGKey;
import org.bouncycastle.bcpg.DSAPublicBCPGKey;
import org.bouncycastle.bcpg.ElGamalPublicBCPGKey;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.util.BigIntegers;
import org.bouncycastle.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealmx.certificate.CertificateEvaluation.TooWeak;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.openpgp.encryption.BodyEncryptor;
import org.sealmx.openpgp.encryption.EncryptedBody;

class KeyStrengthTest {

    @ParameterizedTest
    @EnumSource(
            names = {"RSA_2048", "LEGACY_X25519", "X25519", "X448", "ECDH_P256", "ECDH_P521", "ECDH_BRAINPOOL_P384"})
    void evaluateShouldTakeSubkeysOfEveryStrongAlgorithm(TestKeyAlgorithm algorithm) {
        TestKey key = TestKeys.version4(
                TestKeyAlgorithm.ECDSA_P256, algorithm, "Kim <kim@example.org>", TestKeys::certifying);

        assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"RSA_2048", "LEGACY_ED25519", "ED25519", "ED448", "ECDSA_P256"})
    void evaluateShouldTakePrimaryKeysOfEveryStrongAlgorithm(TestKeyAlgorithm algorithm) {
        TestKey key = TestKeys.version4(
                algorithm, TestKeyAlgorithm.LEGACY_X25519, "Kim <kim@example.org>", TestKeys::certifying);

        assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldNameTheAlgorithmWhenTheSubkeyIsTooWeak() {
        TestKey key = TestKeys.version4(
                TestKeyAlgorithm.LEGACY_ED25519,
                TestKeyAlgorithm.RSA_1024,
                "Willy <willy@example.org>",
                TestKeys::certifying);

        assertThat(key.evaluate(NOW)).isEqualTo(new TooWeak(key.fingerprint(), "RSA-1024"));
    }

    @Test
    void evaluateShouldNameTheAlgorithmWhenThePrimaryKeyIsTooWeak() {
        TestKey key = TestKeys.version4(
                TestKeyAlgorithm.RSA_1024,
                TestKeyAlgorithm.LEGACY_X25519,
                "Willy <willy@example.org>",
                TestKeys::certifying);

        assertThat(key.evaluate(NOW)).isEqualTo(new TooWeak(key.fingerprint(), "RSA-1024"));
    }

    @Test
    void evaluateShouldSayThatACurveIsNotKnown() {
        // version 4, ECDSA on the curve 1.2.3.4
        String packet = Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex("c60f" + "04" + "65e1bf40" + "13" + "032a0304" + "0018040101"));

        assertThat(new CertificateReader().read(List.of(packet)).evaluate(NOW).describe())
                .startsWith("too weak: an unknown elliptic curve, fingerprint d453");
    }

    @Test
    void evaluateShouldTakeTheStrongSubkeyWhenAnotherIsWeak() {
        TestKey key = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(TestKeyAlgorithm.RSA_1024, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(TestKeyAlgorithm.LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(((UsableOpenPgp) key.evaluate(NOW)).recipients()).hasSize(1);
    }

    @Test
    void weaknessShouldNameAlgorithmsThatAreNotUsedAnyMore() throws Exception {
        BigInteger big = BigInteger.ONE.shiftLeft(3071).setBit(0);

        assertThat(KeyStrength.weakness(
                        key(PublicKeyAlgorithmTags.ELGAMAL_ENCRYPT, new ElGamalPublicBCPGKey(big, big, big))))
                .contains("ElGamal-3072");
        assertThat(KeyStrength.weakness(key(PublicKeyAlgorithmTags.DSA, new DSAPublicBCPGKey(big, big, big, big))))
                .contains("DSA-3072");
    }

    @Test
    void weaknessShouldBeExactAboutRsa() throws Exception {
        assertThat(KeyStrength.weakness(rsa(2046, 65537))).contains("RSA-2046");
        assertThat(KeyStrength.weakness(rsa(2047, 65537))).isEmpty();
        assertThat(KeyStrength.weakness(rsa(16384, 65537))).isEmpty();
        assertThat(KeyStrength.weakness(rsa(16385, 65537))).contains("RSA of an excessive size");
        assertThat(KeyStrength.weakness(rsa(2048, 1L << 62))).isEmpty();
        assertThat(KeyStrength.weakness(key(
                        PublicKeyAlgorithmTags.RSA_GENERAL,
                        new RSAPublicBCPGKey(withoutSmallFactors(2048), BigInteger.ONE.shiftLeft(64)))))
                .contains("RSA of an excessive size");
    }

    @Test
    void weaknessShouldFindSmallFactors() throws Exception {
        BigInteger modulus = withoutSmallFactors(3000).multiply(BigInteger.valueOf(101));

        assertThat(KeyStrength.weakness(key(
                        PublicKeyAlgorithmTags.RSA_GENERAL, new RSAPublicBCPGKey(modulus, BigInteger.valueOf(65537)))))
                .contains("RSA with a modulus that has small factors");
    }

    @Test
    void readShouldLeaveTheLibraryAsItWas() throws Exception {
        TestKey key = TestKeys.rsa2048();
        EncryptedBody body = new BodyEncryptor(new SecureRandom())
                .encrypt(new ByteArrayInputStream(new byte[0]), Long.MAX_VALUE, CipherSuite.SEIPD_V1_AES256);

        body.wrapFor(key.usable().recipients().get(0), new SecureRandom());

        assertThat(Properties.isOverrideSet("org.bouncycastle.rsa.allow_unsafe_mod"))
                .isFalse();
    }

    private static PGPPublicKey rsa(int bits, long exponent) throws Exception {
        BigInteger modulus = withoutSmallFactors(bits);
        return key(PublicKeyAlgorithmTags.RSA_GENERAL, new RSAPublicBCPGKey(modulus, BigInteger.valueOf(exponent)));
    }

    private static BigInteger withoutSmallFactors(int bits) {
        BigInteger number = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
        while (BigIntegers.hasAnySmallFactors(number)) {
            number = number.add(BigInteger.TWO);
        }
        return number;
    }

    private static PGPPublicKey key(int algorithm, BCPGKey material) throws Exception {
        PublicKeyPacket packet = new PublicKeyPacket(4, algorithm, Date.from(Instant.EPOCH), material);
        return new PGPPublicKey(packet, new BcKeyFingerprintCalculator());
    }
}
