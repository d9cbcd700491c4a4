package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ECDH_BRAINPOOL_P256;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ECDH_BRAINPOOL_P384;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ECDH_BRAINPOOL_P512;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ECDH_P256;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ECDH_P384;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ECDH_P521;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ECDSA_BRAINPOOL_P256;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ECDSA_P256;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ED448;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_X25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.RSA_2048;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.X25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.X448;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.PreferredAEADCiphersuites;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeyAlgorithm;
import org.sealmx.openpgp.certificate.TestKeyBuilder;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.openpgp.encryption.Decryptor;

/** From the certificate to the decrypted message: every kind of key, and the cipher that its certificate asks for. */
class SealForEveryKeyTest {

    private static final int AES_128 = SymmetricKeyAlgorithmTags.AES_128;
    private static final int AES_256 = SymmetricKeyAlgorithmTags.AES_256;
    private static final String MESSAGE = "Subject: a\r\nContent-Type: text/plain\r\n\r\nHello";

    private static Stream<Arguments> curvesOfBothVersions() {
        return Stream.of(
                Arguments.of(ECDSA_P256, ECDH_P256),
                Arguments.of(ECDSA_P256, ECDH_P384),
                Arguments.of(ECDSA_P256, ECDH_P521),
                Arguments.of(ECDSA_BRAINPOOL_P256, ECDH_BRAINPOOL_P256),
                Arguments.of(ECDSA_BRAINPOOL_P256, ECDH_BRAINPOOL_P384),
                Arguments.of(ECDSA_BRAINPOOL_P256, ECDH_BRAINPOOL_P512));
    }

    static Stream<Arguments> version4() {
        return Stream.concat(
                Stream.of(
                        Arguments.of(LEGACY_ED25519, RSA_2048),
                        Arguments.of(LEGACY_ED25519, LEGACY_X25519),
                        Arguments.of(ED25519, X25519),
                        Arguments.of(ED448, X448)),
                curvesOfBothVersions());
    }

    @ParameterizedTest
    @MethodSource("version4")
    void sealShouldReachKeysOfVersion4(TestKeyAlgorithm primary, TestKeyAlgorithm subkey) throws Exception {
        TestKey key = TestKeys.version4(primary, subkey, "Kim <kim@example.org>", TestKeys::certifying);

        assertSealed(seal(key.usable()), key, 1, AES_256);
    }

    static Stream<Arguments> version6() {
        return Stream.concat(
                Stream.of(
                        Arguments.of(ED25519, X25519),
                        Arguments.of(ED448, X448),
                        Arguments.of(ED448, X25519),
                        Arguments.of(ED25519, RSA_2048)),
                curvesOfBothVersions());
    }

    @ParameterizedTest
    @MethodSource("version6")
    void sealShouldReachKeysOfVersion6(TestKeyAlgorithm primary, TestKeyAlgorithm subkey) throws Exception {
        TestKey key = version6(primary, subkey, AES_256);

        assertSealed(seal(key.usable()), key, 2, AES_256);
    }

    static Stream<Arguments> postQuantum() {
        return Stream.of(
                Arguments.of(TestKeys.postQuantum4(), 1),
                Arguments.of(TestKeys.postQuantum6(), 2),
                Arguments.of(TestKeys.postQuantum1024(), 2));
    }

    @ParameterizedTest
    @MethodSource("postQuantum")
    void sealShouldReachPostQuantumKeysByOnePacket(TestKey key, int bodyVersion) throws Exception {
        SealedMessage sealed = seal(key.usable());

        assertSealed(sealed, key, bodyVersion, AES_256);
        assertThat(Decryptor.decryptArmored(SealedParts.text(sealed), key).recipients())
                .isEqualTo(1);
    }

    static Stream<Arguments> ciphers() {
        TestKey both = TestKeys.curve25519();
        TestKey only128 = TestKeys.version4(LEGACY_ED25519, LEGACY_X25519, "Kim <kim@example.org>", s -> {
            TestKeys.certifying(s);
            s.setPreferredSymmetricAlgorithms(false, new int[] {AES_128});
        });
        TestKey newest = version6(ED448, X448, AES_256);
        TestKey newest128 = version6(ED25519, X25519, AES_128);
        return Stream.of(
                Arguments.of(List.of(both), 1, AES_256),
                Arguments.of(List.of(only128), 1, AES_128),
                Arguments.of(List.of(both, only128), 1, AES_128),
                Arguments.of(List.of(newest), 2, AES_256),
                Arguments.of(List.of(newest128), 2, AES_128),
                Arguments.of(List.of(newest, newest128), 2, AES_128),
                Arguments.of(List.of(newest, both), 1, AES_256),
                Arguments.of(List.of(newest, only128), 1, AES_128));
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void sealShouldUseTheCipherThatEveryCertificateLists(List<TestKey> keys, int bodyVersion, int cipher)
            throws Exception {
        Usable usable = (Usable) new CertificateReader()
                .read(keys.stream().map(TestKey::armoredCertificate).toList())
                .evaluate(TestKeys.NOW);

        SealedMessage sealed = seal(usable);

        for (TestKey key : keys) {
            assertSealed(sealed, key, bodyVersion, cipher);
        }
    }

    private static TestKey version6(TestKeyAlgorithm primary, TestKeyAlgorithm subkey, int cipher) {
        return TestKeyBuilder.version6(primary, CREATED)
                .directKey(CREATED, s -> {
                    TestKeys.certifying(s);
                    s.setFeature(false, (byte) 0x09);
                    s.setPreferredAEADCiphersuites(
                            PreferredAEADCiphersuites.builder(false).addCombination(cipher, AEADAlgorithmTags.OCB));
                })
                .userId("Sixtus <sixtus@example.org>")
                .certification(CREATED, s -> {})
                .subkey(subkey, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();
    }

    private static SealedMessage seal(Usable usable) throws SealingException {
        return new MessageSealer(new SecureRandom())
                .seal(Sealing.message(MESSAGE), usable, Sealing.trace(), new SealingShare());
    }

    private static void assertSealed(SealedMessage sealed, TestKey key, int bodyVersion, int cipher) {
        Decryptor.Decrypted decrypted = Decryptor.decryptArmored(SealedParts.text(sealed), key);

        assertThat(new String(decrypted.plaintext(), StandardCharsets.ISO_8859_1))
                .endsWith("\r\n\r\nHello");
        assertThat(decrypted.bodyVersion()).isEqualTo(bodyVersion);
        assertThat(decrypted.keyVersion()).isEqualTo(bodyVersion == 1 ? 3 : 6);
        assertThat(decrypted.cipher()).isEqualTo(cipher);
    }
}
