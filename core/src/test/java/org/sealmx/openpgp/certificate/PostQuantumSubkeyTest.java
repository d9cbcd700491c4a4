package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_X25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.MLKEM1024_X448;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.MLKEM768_X25519;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.NotForEncryption;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.UsableOpenPgp;

/** Subkeys for ML-KEM (RFC 9980): which are used, and what is said about those that are not. */
class PostQuantumSubkeyTest {

    private static final int ML_KEM_768 = PublicKeyAlgorithmTags.MLKEM768_X25519;
    private static final int ML_KEM_1024 = PublicKeyAlgorithmTags.MLKEM1024_X448;
    private static final int SHARE = 32;
    private static final int SHARE_OF_448 = 56;
    /** The octets at the end of an ML-KEM key that are not numbers. */
    private static final int SEED = 32;

    private static final Instant EXPIRED = CREATED.plus(Duration.ofDays(30));

    private static TestKeyBuilder version4() {
        return TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying);
    }

    private static TestKeyBuilder version6() {
        return TestKeyBuilder.version6(ED25519, CREATED).directKey(CREATED, s -> {
            TestKeys.certifying(s);
            s.setFeature(false, (byte) 0x09);
        });
    }

    private static List<Integer> algorithms(CertificateEvaluation evaluation) {
        return ((UsableOpenPgp) evaluation)
                .recipients().stream()
                        .map(subkey -> subkey.publicKey().getAlgorithm())
                        .toList();
    }

    private static byte[] material(TestKeyAlgorithm algorithm) {
        try {
            return algorithm
                    .generate(6, CREATED)
                    .getPublicKey()
                    .getPublicKeyPacket()
                    .getKey()
                    .getEncoded();
        } catch (PGPException e) {
            throw new IllegalStateException("key generation failed", e);
        }
    }

    /** The key of a valid packet with some of its octets replaced. */
    private static byte[] replaced(TestKeyAlgorithm algorithm, int from, int to) {
        byte[] material = material(algorithm);
        Arrays.fill(material, from, to, (byte) (from == 0 ? 0 : 0xff));
        return material;
    }

    /** The packet of a subkey that has any octets as its key. */
    private static byte[] packet(int version, int algorithm, byte[] material) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(version);
        body.writeBytes(HexFormat.of().parseHex("65e1bf40"));
        body.write(algorithm);
        if (version > 4) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                body.write(material.length >> shift);
            }
        }
        body.writeBytes(material);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0xc0 | 14);
        packet.write(0xff);
        for (int shift = 24; shift >= 0; shift -= 8) {
            packet.write(body.size() >> shift);
        }
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    @Test
    void evaluateShouldTakeMlKem768InVersion4WithItsCipher() {
        UsableOpenPgp usable = TestKeys.postQuantum4().usable();

        assertThat(algorithms(usable)).containsExactly(PublicKeyAlgorithmTags.ECDH, ML_KEM_768);
        assertThat(usable.recipients())
                .extracting(EncryptionSubkey::preferences)
                .containsOnly(CipherSuite.SEIPD_V1_AES256);
        assertThat(usable.recipients())
                .extracting(EncryptionSubkey::isPostQuantum)
                .containsExactly(false, true);
    }

    @Test
    void evaluateShouldTakeBothInVersion6WithAes256() {
        assertThat(algorithms(TestKeys.postQuantum6().usable())).containsExactly(ML_KEM_768);
        assertThat(algorithms(TestKeys.postQuantum1024().usable())).containsExactly(ML_KEM_1024);
        // which these certificates do not list, but RFC 9980 implies
        assertThat(TestKeys.postQuantum6().usable().recipients().get(0).preferences())
                .isEqualTo(CipherSuite.SEIPD_V2_AES256_OCB);
    }

    @Test
    void evaluateShouldTakeAes256ThoughTheCertificateListsAes128Only() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, s -> {
                    TestKeys.certifying(s);
                    s.setPreferredSymmetricAlgorithms(false, new int[] {7});
                })
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.usable().recipients().get(0).preferences()).isEqualTo(CipherSuite.SEIPD_V1_AES256);
    }

    @ParameterizedTest
    @EnumSource(names = {"MLDSA65_ED25519", "MLDSA87_ED448"})
    void evaluateShouldVerifySignaturesOfEveryPostQuantumPrimaryKey(TestKeyAlgorithm primary) {
        TestKey key = TestKeys.version6(primary, MLKEM768_X25519);

        assertThat(algorithms(key.evaluate(NOW))).containsExactly(ML_KEM_768);
    }

    @ParameterizedTest
    @EnumSource(names = {"MLDSA65_ED25519", "MLDSA87_ED448"})
    void evaluateShouldNotBelieveABindingThatIsBroken(TestKeyAlgorithm primary) {
        TestKey key = TestKeyBuilder.version6(primary, CREATED)
                .directKey(CREATED, TestKeys::certifying)
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .corruptLast()
                .build();

        assertThat(key.evaluate(NOW))
                .isEqualTo(
                        new Malformed(
                                Optional.of(key.fingerprint()),
                                "no signature on a subkey of public-key algorithm 35 verifies (it is damaged, or not the owner's)"));
    }

    private static TestKey besideClassical(byte[] subkey) {
        return version4()
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .packet(subkey)
                .binding(CREATED, TestKeys::encrypting)
                .build();
    }

    static Stream<Arguments> damaged() {
        byte[] valid = material(MLKEM768_X25519);
        TestKey corrupt = version4()
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .corruptLast()
                .build();
        return Stream.of(
                Arguments.of(
                        besideClassical(packet(4, ML_KEM_768, Arrays.copyOf(valid, valid.length - 1))),
                        "a subkey of public-key algorithm 35 whose parts have the wrong length"),
                Arguments.of(
                        corrupt,
                        "no signature on a subkey of public-key algorithm 35 verifies (it is damaged, or not the owner's)"));
    }

    /** Otherwise an owner would take mail for protected that is not. */
    @ParameterizedTest
    @MethodSource("damaged")
    void remarkShouldSayThatADamagedSubkeyProtectsNothing(TestKey key, String damage) {
        assertThat(algorithms(key.evaluate(NOW))).containsExactly(PublicKeyAlgorithmTags.ECDH);
        assertThat(remarks(key))
                .containsExactly(
                        "no post-quantum subkey of certificate " + key.fingerprint() + " can be used (" + damage
                                + "), so what is encrypted to its other keys is not protected from quantum computers; have its"
                                + " owner export it again");
    }

    @Test
    void remarkShouldNameNumbersAndVersionsThatAreImpossible() {
        TestKey numbers = version4()
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(packet(4, ML_KEM_768, replaced(MLKEM768_X25519, 0, SHARE)))
                .binding(CREATED, TestKeys::encrypting)
                .build();
        TestKey version = version4()
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(packet(4, ML_KEM_1024, material(MLKEM1024_X448)))
                .binding(CREATED, TestKeys::encrypting)
                .build();

        TestKey signing = version4()
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, b -> b.setKeyFlags(true, KeyFlags.SIGN_DATA | KeyFlags.ENCRYPT_COMMS))
                .build();

        assertThat(remarks(signing)).singleElement().asString().contains("a flag for signatures");
        assertThat(remarks(numbers)).singleElement().asString().contains("impossible numbers");
        assertThat(remarks(version)).singleElement().asString().contains("36 in a key of version 4");
    }

    @Test
    void remarkShouldBeMadeOnlyWhenProtectionIsLost() {
        TestKey sound = version4()
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .packet(packet(4, ML_KEM_768, new byte[3]))
                .binding(CREATED, TestKeys::encrypting)
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();
        TestKey nothingElse = version4()
                .packet(packet(4, ML_KEM_768, new byte[3]))
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(remarks(sound)).isEmpty();
        assertThat(remarks(nothingElse)).isEmpty();
        assertThat(remarks(TestKeys.postQuantum4())).isEmpty();
        assertThat(remarks(TestKeys.curve25519())).isEmpty();
    }

    private static List<String> remarks(TestKey key) {
        return new CertificateReader().read(List.of(key.armoredCertificate())).remarks();
    }

    @Test
    void evaluateShouldHoldExpiryAndRevocationAgainstThem() {
        TestKey expired = version4()
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, s -> {
                    TestKeys.encrypting(s);
                    s.setKeyExpirationTime(
                            false, Duration.between(CREATED, EXPIRED).toSeconds());
                })
                .build();
        TestKey revoked = version4()
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkeyRevocation(EXPIRED, RevocationReasonTags.KEY_COMPROMISED)
                .build();
        TestKey unbound = version4().subkey(MLKEM768_X25519, CREATED).build();

        assertThat(algorithms(expired.evaluate(EXPIRED.minusSeconds(1)))).containsExactly(ML_KEM_768);
        assertThat(expired.evaluate(EXPIRED))
                .isEqualTo(new CertificateEvaluation.Expired(expired.fingerprint(), EXPIRED));
        assertThat(revoked.evaluate(NOW)).isEqualTo(new CertificateEvaluation.Revoked(revoked.fingerprint()));
        assertThat(unbound.evaluate(NOW))
                .isEqualTo(new CertificateEvaluation.NoEncryptionSubkey(unbound.fingerprint()));
    }

    @Test
    void evaluateShouldTakeTheOneThatLivesWhenTheOtherKindHasExpired() {
        TestKey classicalExpired = version4()
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, PostQuantumSubkeyTest::encryptingForAMonth)
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();
        TestKey postQuantumExpired = version4()
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, PostQuantumSubkeyTest::encryptingForAMonth)
                .build();

        assertThat(algorithms(classicalExpired.evaluate(NOW))).containsExactly(ML_KEM_768);
        assertThat(algorithms(postQuantumExpired.evaluate(NOW))).containsExactly(PublicKeyAlgorithmTags.ECDH);
        assertThat(algorithms(postQuantumExpired.evaluate(EXPIRED.minusSeconds(1))))
                .containsExactly(PublicKeyAlgorithmTags.ECDH, ML_KEM_768);
    }

    private static void encryptingForAMonth(PGPSignatureSubpacketGenerator subpackets) {
        TestKeys.encrypting(subpackets);
        subpackets.setKeyExpirationTime(
                false, Duration.between(CREATED, EXPIRED).toSeconds());
    }

    static Stream<Arguments> impossible() {
        int end = material(MLKEM768_X25519).length;
        return Stream.of(
                Arguments.of("no X25519 share", ML_KEM_768, replaced(MLKEM768_X25519, 0, SHARE)),
                Arguments.of("no X448 share", ML_KEM_1024, replaced(MLKEM1024_X448, 0, SHARE_OF_448)),
                Arguments.of("not reduced", ML_KEM_768, replaced(MLKEM768_X25519, SHARE, SHARE + 2)),
                Arguments.of("not reduced at the end", ML_KEM_768, replaced(MLKEM768_X25519, end - 34, end - SEED)),
                Arguments.of("not reduced, 1024", ML_KEM_1024, replaced(MLKEM1024_X448, SHARE_OF_448, 58)),
                Arguments.of("X25519 alone", PublicKeyAlgorithmTags.X25519, new byte[SHARE]),
                Arguments.of("X448 alone", PublicKeyAlgorithmTags.X448, new byte[SHARE_OF_448]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impossible")
    void evaluateShouldSayMalformedWhenNothingCanBeEncryptedToTheKey(String name, int algorithm, byte[] material) {
        TestKeyBuilder builder =
                version6().subkey(packet(6, algorithm, material)).binding(CREATED, TestKeys::encrypting);
        TestKey key = builder.build();
        TestKey beside = builder.subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW))
                .isEqualTo(new Malformed(
                        Optional.of(key.fingerprint()),
                        "a key of public-key algorithm " + algorithm + " with impossible numbers"));
        assertThat(algorithms(beside.evaluate(NOW))).containsExactly(ML_KEM_768);
    }

    static Stream<Arguments> lengths() {
        byte[] valid = material(MLKEM768_X25519);
        return Stream.of(4, 6).flatMap(version -> Stream.of(0, 31, 32, valid.length - 1, valid.length + 1)
                .map(length -> Arguments.of(version, length)));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void evaluateShouldSayMalformedWhenTheLengthIsWrong(int version, int length) {
        byte[] material = Arrays.copyOf(material(MLKEM768_X25519), length);
        TestKey key = (version == 4 ? version4() : version6())
                .packet(packet(version, ML_KEM_768, material))
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW))
                .isEqualTo(new Malformed(
                        Optional.of(key.fingerprint()),
                        "a subkey of public-key algorithm 35 whose parts have the wrong length"));
    }

    @Test
    void evaluateShouldTakeAPacketOfTheRightLength() {
        TestKey key = version4()
                .subkey(packet(4, ML_KEM_768, material(MLKEM768_X25519)))
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(algorithms(key.evaluate(NOW))).containsExactly(ML_KEM_768);
    }

    @Test
    void evaluateShouldRefuseMlKem1024InVersion4() {
        TestKey key = version4()
                .subkey(packet(4, ML_KEM_1024, material(MLKEM1024_X448)))
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW))
                .isEqualTo(new NotForEncryption(key.fingerprint(), "public-key algorithm 36 in a key of version 4"));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                KeyFlags.SIGN_DATA,
                KeyFlags.SIGN_DATA | KeyFlags.ENCRYPT_COMMS,
                KeyFlags.CERTIFY_OTHER | KeyFlags.ENCRYPT_STORAGE,
                KeyFlags.AUTHENTICATION | KeyFlags.ENCRYPT_COMMS
            })
    void evaluateShouldRefuseAFlagForSignatures(int flags) {
        TestKey key = version4()
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, s -> s.setKeyFlags(true, flags))
                .build();

        assertThat(key.evaluate(NOW))
                .isEqualTo(new NotForEncryption(key.fingerprint(), "an ML-KEM key with a flag for signatures"));
    }

    @Test
    void evaluateShouldNameKeysOfLibrePgp() {
        for (int version : List.of(4, 5)) {
            TestKey key = version4()
                    .subkey(ED25519, CREATED)
                    .binding(CREATED, s -> s.setKeyFlags(true, KeyFlags.SIGN_DATA))
                    .packet(packet(version, 8, new byte[1216]))
                    .build();
            TestKey beside = version4()
                    .packet(packet(version, 8, new byte[1216]))
                    .subkey(LEGACY_X25519, CREATED)
                    .binding(CREATED, TestKeys::encrypting)
                    .build();

            assertThat(key.evaluate(NOW))
                    .isEqualTo(new NotForEncryption(key.fingerprint(), "a LibrePGP key that only GnuPG opens"));
            assertThat(algorithms(beside.evaluate(NOW))).containsExactly(PublicKeyAlgorithmTags.ECDH);
        }
    }

    @Test
    void evaluateShouldNotTakeAlgorithm8OfVersion6ForLibrePgp() {
        TestKey key = version6()
                .subkey(packet(6, 8, new byte[1216]))
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW)).isEqualTo(new CertificateEvaluation.NoEncryptionSubkey(key.fingerprint()));
    }

    @Test
    void readShouldRefusePostQuantumPrimaryKeysOfVersion4() {
        byte[] subkey = packet(4, PublicKeyAlgorithmTags.MLDSA65_Ed25519, material(TestKeyAlgorithm.MLDSA65_ED25519));
        subkey[0] = (byte) (0xc0 | 6);

        assertThat(new CertificateReader()
                        .read(List.of(Base64.getEncoder().encodeToString(subkey)))
                        .evaluate(NOW)
                        .describe())
                .isEqualTo("malformed: public-key algorithm 30 in a key of version 4");
    }
}
