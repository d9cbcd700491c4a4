package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_X25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.RSA_2048;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.X25519;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.NoEncryptionSubkey;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.UsableOpenPgp;

/** When keys are valid, and for which purpose. */
class CertificateValidityTest {

    private static final long YEAR = Duration.ofDays(365).toSeconds();
    private static final Instant IN_A_YEAR = CREATED.plusSeconds(YEAR);

    @Test
    void evaluateShouldBeExactToTheSecondWhenTheCertificateExpires() {
        TestKey key = withUserId(s -> {
            TestKeys.certifying(s);
            s.setKeyExpirationTime(true, YEAR);
        });

        assertThat(key.evaluate(IN_A_YEAR.minusSeconds(1))).isInstanceOf(Usable.class);
        assertThat(key.evaluate(IN_A_YEAR.minusNanos(1))).isInstanceOf(Usable.class);
        assertThat(key.evaluate(IN_A_YEAR)).isEqualTo(new Expired(key.fingerprint(), IN_A_YEAR));
        assertThat(key.evaluate(Instant.parse("2100-01-01T00:00:00Z")))
                .isEqualTo(new Expired(key.fingerprint(), IN_A_YEAR));
    }

    @Test
    void evaluateShouldExpireTheCertificateThoughItsSubkeyLivesOn() {
        TestKey key = TestKeys.expired();

        assertThat(key.evaluate(NOW)).isEqualTo(new Expired(key.fingerprint(), TestKeys.EXPIRED));
    }

    @Test
    void evaluateShouldBeUsableFromItsCreationOn() {
        TestKey key = TestKeys.curve25519();

        assertThat(key.evaluate(CREATED.minusSeconds(1))).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
        assertThat(key.evaluate(Instant.MIN)).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
        assertThat(key.evaluate(CREATED)).isInstanceOf(Usable.class);
        assertThat(key.evaluate(Instant.MAX)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldNotTakeAKeyBeforeItWasMadeThoughItsSignaturesAreOlder() {
        TestKey primary = TestKeyBuilder.version4(LEGACY_ED25519, NOW)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();
        TestKey subkey = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, NOW)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(List.of(primary, subkey)).allSatisfy(key -> {
            assertThat(key.evaluate(NOW.minusSeconds(1))).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
            assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
        });
    }

    @Test
    void evaluateShouldTakeTheExpiryOfTheNewestCertification() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(NOW, s -> s.setKeyExpirationTime(true, 3 * YEAR))
                .certification(CREATED, s -> s.setKeyExpirationTime(true, YEAR))
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(IN_A_YEAR.minusSeconds(1))).isInstanceOf(Usable.class);
        assertThat(key.evaluate(IN_A_YEAR)).isEqualTo(new Expired(key.fingerprint(), IN_A_YEAR));
        assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
        Instant extended = CREATED.plusSeconds(3 * YEAR);
        assertThat(key.evaluate(extended)).isEqualTo(new Expired(key.fingerprint(), extended));
    }

    @Test
    void evaluateShouldTakeTheExpiryOfTheDirectKeySignatureWhenItSaysOne() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .directKey(CREATED, s -> s.setKeyExpirationTime(true, YEAR))
                .userId("Alice <alice@example.org>")
                .certification(CREATED, s -> s.setKeyExpirationTime(true, 3 * YEAR))
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(IN_A_YEAR)).isEqualTo(new Expired(key.fingerprint(), IN_A_YEAR));
    }

    @Test
    void evaluateShouldTakeTheExpiryOfThePrimaryUserId() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, s -> {
                    s.setPrimaryUserID(false, true);
                    s.setKeyExpirationTime(true, YEAR);
                })
                .userId("Alice <alice@example.net>")
                .certification(CREATED.plusSeconds(60), TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW)).isEqualTo(new Expired(key.fingerprint(), IN_A_YEAR));
    }

    @Test
    void evaluateShouldNeverExpireWhenTheExpiryIsZero() {
        TestKey key = withUserId(s -> s.setKeyExpirationTime(true, 0));

        assertThat(key.evaluate(Instant.parse("2100-01-01T00:00:00Z"))).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldExpireWhenTheOnlyCertificationDoes() {
        TestKey key = withUserId(s -> s.setSignatureExpirationTime(true, YEAR));

        assertThat(key.evaluate(IN_A_YEAR.minusSeconds(1))).isInstanceOf(Usable.class);
        assertThat(key.evaluate(IN_A_YEAR)).isEqualTo(new Expired(key.fingerprint(), IN_A_YEAR));
    }

    @Test
    void evaluateShouldExpireWhenTheOnlySubkeyDoes() {
        TestKey key = withBinding(s -> {
            TestKeys.encrypting(s);
            s.setKeyExpirationTime(true, YEAR);
        });

        assertThat(key.evaluate(IN_A_YEAR.minusSeconds(1))).isInstanceOf(Usable.class);
        assertThat(key.evaluate(IN_A_YEAR)).isEqualTo(new Expired(key.fingerprint(), IN_A_YEAR));
    }

    @Test
    void evaluateShouldExpireWhenTheOnlyBindingDoes() {
        TestKey key = withBinding(s -> {
            TestKeys.encrypting(s);
            s.setSignatureExpirationTime(true, YEAR);
        });

        assertThat(key.evaluate(IN_A_YEAR)).isEqualTo(new Expired(key.fingerprint(), IN_A_YEAR));
    }

    @Test
    void evaluateShouldTakeTheSubkeyThatIsValidWhenAnotherHasExpired() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, s -> {
                    TestKeys.encrypting(s);
                    s.setKeyExpirationTime(true, YEAR);
                })
                .subkey(LEGACY_X25519, NOW)
                .binding(NOW, TestKeys::encrypting)
                .build();

        assertThat(fingerprints(key.evaluate(CREATED))).containsExactly(subkeyFingerprint(key, 1));
        assertThat(key.evaluate(NOW.minusSeconds(1))).isEqualTo(new Expired(key.fingerprint(), IN_A_YEAR));
        assertThat(fingerprints(key.evaluate(NOW))).containsExactly(subkeyFingerprint(key, 2));
    }

    @Test
    void evaluateShouldListEveryEncryptionSubkey() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(RSA_2048, CREATED)
                .binding(CREATED, s -> s.setKeyFlags(true, KeyFlags.ENCRYPT_STORAGE))
                .build();

        assertThat(fingerprints(key.evaluate(NOW)))
                .containsExactly(subkeyFingerprint(key, 1), subkeyFingerprint(key, 2));
    }

    @Test
    void evaluateShouldNotTakeASigningSubkey() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(RSA_2048, CREATED)
                .binding(CREATED, s -> s.setKeyFlags(true, KeyFlags.SIGN_DATA))
                .build();

        assertThat(key.evaluate(NOW)).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
    }

    @Test
    void evaluateShouldTakeASubkeyWithoutFlagsByItsAlgorithm() {
        assertThat(withBinding(s -> {}).evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldNotTakeASubkeyWhoseFlagsSayNothing() {
        TestKey key = withBinding(s -> s.setKeyFlags(true, 0));

        assertThat(key.evaluate(NOW)).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
    }

    @Test
    void evaluateShouldNotTakeAKeyThatOnlyAuthenticates() {
        TestKey key = withBinding(s -> s.setKeyFlags(true, KeyFlags.AUTHENTICATION));

        assertThat(key.evaluate(NOW)).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
    }

    @Test
    void evaluateShouldFindNoSubkeyWhenThereIsNone() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .build();

        assertThat(key.evaluate(NOW)).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
    }

    @Test
    void evaluateShouldNotTakeAnUnboundSubkey() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .build();

        assertThat(key.evaluate(NOW)).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
    }

    @Test
    void evaluateShouldTakeAPrimaryKeyThatIsFlaggedForEncryption() {
        TestKey key = TestKeyBuilder.version4(RSA_2048, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, s -> s.setKeyFlags(true, KeyFlags.SIGN_DATA | KeyFlags.ENCRYPT_COMMS))
                .build();

        assertThat(fingerprints(key.evaluate(NOW))).containsExactly(key.fingerprint());
    }

    @Test
    void evaluateShouldNotTakeAPrimaryKeyThatIsNotFlaggedForEncryption() {
        TestKey key = TestKeyBuilder.version4(RSA_2048, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .build();

        assertThat(key.evaluate(NOW)).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
    }

    @Test
    void evaluateShouldNotTakeAPrimaryKeyWhoseAlgorithmCannotEncryptWhateverItsFlags() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW)).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
    }

    @Test
    void evaluateShouldTakeAVersion4CertificateWithoutUserId() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .directKey(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldNotTakeACertificateWithoutAnySignatureOnThePrimaryKey() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW)).isInstanceOf(Malformed.class);
    }

    @Test
    void evaluateShouldNotTakeAVersion6CertificateWithoutDirectKeySignature() {
        TestKey key = TestKeyBuilder.version6(ED25519, CREATED)
                .userId("Sixtus <sixtus@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW)).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
    }

    @Test
    void evaluateShouldTakeAVersion6Certificate() {
        TestKey key = TestKeys.version6();

        assertThat(key.fingerprint()).hasSize(64);
        assertThat(fingerprints(key.evaluate(NOW))).containsExactly(subkeyFingerprint(key, 1));
    }

    private static TestKey withUserId(TestKeyBuilder.Subpackets certification) {
        return TestKeys.version4(LEGACY_ED25519, LEGACY_X25519, "Alice <alice@example.org>", certification);
    }

    private static TestKey withBinding(TestKeyBuilder.Subpackets binding) {
        return TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, binding)
                .build();
    }

    private static String subkeyFingerprint(TestKey key, int index) {
        return HexFormat.of().formatHex(key.keyPairs().get(index).getPublicKey().getFingerprint());
    }

    private static List<String> fingerprints(CertificateEvaluation evaluation) {
        assertThat(evaluation).isInstanceOf(Usable.class);
        return ((UsableOpenPgp) evaluation)
                .recipients().stream().map(EncryptionSubkey::fingerprint).toList();
    }
}
