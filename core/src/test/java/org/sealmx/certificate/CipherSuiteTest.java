package org.sealmx.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.sealmx.certificate.CipherSuite.SEIPD_V1_AES128;
import static org.sealmx.certificate.CipherSuite.SEIPD_V1_AES256;
import static org.sealmx.certificate.CipherSuite.SEIPD_V2_AES128_OCB;
import static org.sealmx.certificate.CipherSuite.SEIPD_V2_AES256_OCB;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_X25519;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.util.Arrays;
import java.util.List;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.PreferredAEADCiphersuites;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeyBuilder;
import org.sealmx.openpgp.certificate.TestKeys;

/** The suite that certificates ask for, alone and together. */
class CipherSuiteTest {

    private static final PGPPublicKey PUBLIC_KEY =
            TestKeys.curve25519().keyPairs().get(0).getPublicKey();

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, 2, 3, 4, 7, 0x10, (byte) 0xf7})
    void evaluateShouldPreferVersion1WhateverTheOtherFeaturesAre(byte features) {
        assertThat(suite(s -> s.setFeature(false, features))).isEqualTo(SEIPD_V1_AES256);
    }

    @ParameterizedTest
    @ValueSource(bytes = {8, 9, 15, (byte) 0xff})
    void evaluateShouldPreferVersion2WhenTheFeaturesHaveIt(byte features) {
        assertThat(suite(s -> s.setFeature(false, features))).isEqualTo(SEIPD_V2_AES128_OCB);
    }

    @Test
    void evaluateShouldPreferVersion1WhenThereAreNoFeatures() {
        assertThat(suite(s -> {})).isEqualTo(SEIPD_V1_AES256);
    }

    @Test
    void evaluateShouldPreferAes256WithOcbWhenItIsListed() {
        assertThat(suite(s -> {
                    s.setFeature(false, (byte) 9);
                    s.setPreferredAEADCiphersuites(PreferredAEADCiphersuites.builder(false)
                            .addCombination(SymmetricKeyAlgorithmTags.AES_256, AEADAlgorithmTags.EAX)
                            .addCombination(SymmetricKeyAlgorithmTags.AES_256, AEADAlgorithmTags.OCB));
                }))
                .isEqualTo(SEIPD_V2_AES256_OCB);
    }

    @Test
    void evaluateShouldPreferTheMandatorySuiteWhenOnlyOthersAreListed() {
        assertThat(suite(s -> {
                    s.setFeature(false, (byte) 9);
                    s.setPreferredAEADCiphersuites(PreferredAEADCiphersuites.builder(false)
                            .addCombination(SymmetricKeyAlgorithmTags.AES_256, AEADAlgorithmTags.GCM)
                            .addCombination(SymmetricKeyAlgorithmTags.AES_192, AEADAlgorithmTags.OCB));
                }))
                .isEqualTo(SEIPD_V2_AES128_OCB);
    }

    @Test
    void evaluateShouldPreferAes128OnlyWhenAes256IsNotListed() {
        assertThat(suite(s -> s.setPreferredSymmetricAlgorithms(false, new int[] {7, 2})))
                .isEqualTo(SEIPD_V1_AES128);
        assertThat(suite(s -> s.setPreferredSymmetricAlgorithms(false, new int[] {7, 9})))
                .isEqualTo(SEIPD_V1_AES256);
        assertThat(suite(s -> s.setPreferredSymmetricAlgorithms(false, new int[] {3, 2})))
                .isEqualTo(SEIPD_V1_AES256);
    }

    @Test
    void evaluateShouldTakeThePreferencesOfTheDirectKeySignatureFirst() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .directKey(CREATED, s -> s.setFeature(false, (byte) 1))
                .userId("Alice <alice@example.org>")
                .certification(CREATED, s -> {
                    s.setFeature(false, (byte) 9);
                    s.setPreferredSymmetricAlgorithms(false, new int[] {7});
                })
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.usable().recipients().get(0).preferences()).isEqualTo(SEIPD_V1_AES128);
    }

    @Test
    void evaluateShouldChangeThePreferencesWhenANewerCertificationDoes() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, s -> s.setFeature(false, (byte) 1))
                .certification(NOW, s -> s.setFeature(false, (byte) 9))
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(((UsableOpenPgp) key.evaluate(NOW.minusSeconds(1)))
                        .recipients()
                        .get(0)
                        .preferences())
                .isEqualTo(SEIPD_V1_AES256);
        assertThat(key.usable().recipients().get(0).preferences()).isEqualTo(SEIPD_V2_AES128_OCB);
    }

    @Test
    void forAllShouldTakeWhatEverySubkeyCanRead() {
        assertThat(forAll(SEIPD_V2_AES256_OCB)).isEqualTo(SEIPD_V2_AES256_OCB);
        assertThat(forAll(SEIPD_V2_AES256_OCB, SEIPD_V2_AES128_OCB)).isEqualTo(SEIPD_V2_AES128_OCB);
        assertThat(forAll(SEIPD_V2_AES256_OCB, SEIPD_V1_AES256)).isEqualTo(SEIPD_V1_AES256);
        assertThat(forAll(SEIPD_V2_AES128_OCB, SEIPD_V1_AES256)).isEqualTo(SEIPD_V1_AES256);
        assertThat(forAll(SEIPD_V1_AES256, SEIPD_V1_AES128)).isEqualTo(SEIPD_V1_AES128);
        assertThat(forAll(SEIPD_V1_AES128, SEIPD_V2_AES256_OCB)).isEqualTo(SEIPD_V1_AES128);
    }

    @Test
    void forAllShouldPassVersion4OverWhenVersion2IsForVersion6Only() {
        EncryptionSubkey version4 =
                TestKeys.curve25519WithVersion2Bodies().usable().recipients().get(0);
        EncryptionSubkey version6 = TestKeys.version6().usable().recipients().get(0);

        assertThat(CipherSuite.forAll(List.of(version4), SeipdV2.ADVERTISED)).isEqualTo(SEIPD_V2_AES128_OCB);
        assertThat(CipherSuite.forAll(List.of(version4), SeipdV2.V6_ONLY)).isEqualTo(SEIPD_V1_AES256);
        assertThat(CipherSuite.forAll(List.of(version6), SeipdV2.V6_ONLY)).isEqualTo(SEIPD_V2_AES256_OCB);
        assertThat(CipherSuite.forAll(List.of(version4, version6), SeipdV2.V6_ONLY))
                .isEqualTo(SEIPD_V1_AES256);
    }

    @Test
    void forAllShouldKeepToTheCipherPreferencesWhenVersion2IsNotUsed() {
        EncryptionSubkey only128 = subkey(s -> {
            s.setFeature(false, (byte) 9);
            s.setPreferredSymmetricAlgorithms(false, new int[] {SymmetricKeyAlgorithmTags.AES_128});
        });
        EncryptionSubkey both =
                TestKeys.curve25519WithVersion2Bodies().usable().recipients().get(0);
        EncryptionSubkey version1 = TestKeys.curve25519().usable().recipients().get(0);

        assertThat(only128.preferences()).isEqualTo(SEIPD_V2_AES128_OCB);
        assertThat(CipherSuite.forAll(List.of(only128), SeipdV2.V6_ONLY)).isEqualTo(SEIPD_V1_AES128);
        assertThat(CipherSuite.forAll(List.of(only128, version1), SeipdV2.ADVERTISED))
                .isEqualTo(SEIPD_V1_AES128);
        assertThat(CipherSuite.forAll(List.of(both, version1), SeipdV2.ADVERTISED))
                .isEqualTo(SEIPD_V1_AES256);
        assertThat(CipherSuite.forAll(List.of(only128, both), SeipdV2.V6_ONLY)).isEqualTo(SEIPD_V1_AES128);
    }

    @Test
    void forAllShouldRefuseToChooseForNobody() {
        assertThatIllegalArgumentException().isThrownBy(() -> CipherSuite.forAll(List.of(), SeipdV2.ADVERTISED));
    }

    private static CipherSuite forAll(CipherSuite... preferences) {
        return CipherSuite.forAll(
                Arrays.stream(preferences)
                        .map(suite -> new EncryptionSubkey(
                                "a", "b", PUBLIC_KEY, suite, suite.packetVersion() == 1 ? suite : SEIPD_V1_AES256))
                        .toList(),
                SeipdV2.ADVERTISED);
    }

    private static CipherSuite suite(TestKeyBuilder.Subpackets certification) {
        return subkey(certification).preferences();
    }

    private static EncryptionSubkey subkey(TestKeyBuilder.Subpackets certification) {
        return TestKeys.version4(LEGACY_ED25519, LEGACY_X25519, "Alice <alice@example.org>", certification)
                .usable()
                .recipients()
                .get(0);
    }
}
