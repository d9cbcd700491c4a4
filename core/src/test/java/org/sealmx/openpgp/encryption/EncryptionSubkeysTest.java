package org.sealmx.openpgp.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_X25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.MLKEM768_X25519;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeyBuilder;
import org.sealmx.openpgp.certificate.TestKeys;

/** The subkeys to which mail is encrypted if a certificate has several. */
class EncryptionSubkeysTest {

    private static final Instant LATER = CREATED.plus(Duration.ofDays(90));

    /** A key whose newest subkey is in the middle; an even newer one has a creation time after now. */
    private static TestKey rotated(String userId) {
        return TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId(userId)
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(LEGACY_X25519, LATER)
                .binding(LATER, TestKeys::encrypting)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(LEGACY_X25519, NOW.plusSeconds(1))
                .binding(NOW.plusSeconds(1), TestKeys::encrypting)
                .build();
    }

    private static String subkey(TestKey key, int number) {
        return HexFormat.of()
                .formatHex(key.keyPairs().get(number).getPublicKey().getFingerprint());
    }

    private static List<String> chosen(EncryptionSubkeys choice, TestKey... keys) {
        return choice.of(usable(keys).recipients()).stream()
                .map(EncryptionSubkey::fingerprint)
                .toList();
    }

    private static UsableOpenPgp usable(TestKey... keys) {
        return (UsableOpenPgp) new CertificateReader()
                .read(List.of(keys).stream().map(TestKey::armoredCertificate).toList())
                .evaluate(NOW);
    }

    /** A key with a classical subkey, two post-quantum ones, and a newer classical one. */
    private static TestKey mixed() {
        return TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(LEGACY_X25519, LATER)
                .binding(LATER, TestKeys::encrypting)
                .build();
    }

    @Test
    void strongestShouldTakePostQuantumSubkeysAlone() {
        TestKey key = mixed();

        assertThat(chosen(EncryptionSubkeys.STRONGEST, key)).containsExactly(subkey(key, 2), subkey(key, 3));
        assertThat(chosen(EncryptionSubkeys.ALL, key)).hasSize(4);
        assertThat(chosen(EncryptionSubkeys.NEWEST, key)).containsExactly(subkey(key, 4));
    }

    @Test
    void strongestShouldTakeEverySubkeyOfACertificateWithoutPostQuantumOnes() {
        TestKey key = mixed();
        TestKey old = rotated("Alice <alice@example.org>");

        assertThat(chosen(EncryptionSubkeys.STRONGEST, old, key))
                .containsExactlyInAnyOrder(
                        subkey(old, 1), subkey(old, 2), subkey(old, 3), subkey(key, 2), subkey(key, 3));
    }

    @Test
    void strongestShouldTakeAClassicalSubkeyWhenThePostQuantumOneHasExpired() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(MLKEM768_X25519, CREATED)
                .binding(CREATED, s -> {
                    TestKeys.encrypting(s);
                    s.setKeyExpirationTime(false, Duration.ofDays(1).toSeconds());
                })
                .build();

        assertThat(chosen(EncryptionSubkeys.STRONGEST, key)).containsExactly(subkey(key, 1));
    }

    @Test
    void unprotectedShouldNameTheCertificateWithoutPostQuantumSubkeys() {
        TestKey key = mixed();
        TestKey old = TestKeys.curve25519();

        assertThat(usable(key, old).unprotected()).hasValueSatisfying(words -> assertThat(words)
                .contains("another has none: fingerprint " + old.fingerprint())
                .doesNotContain(key.fingerprint()));
        assertThat(usable(key).unprotected()).isEmpty();
        assertThat(usable(key, TestKeys.postQuantum6()).unprotected()).isEmpty();
        assertThat(usable(old).unprotected()).isEmpty();
    }

    @Test
    void allShouldTakeEveryUsableSubkey() {
        TestKey key = rotated("Alice <alice@example.org>");

        assertThat(chosen(EncryptionSubkeys.ALL, key)).containsExactly(subkey(key, 1), subkey(key, 2), subkey(key, 3));
    }

    @Test
    void newestShouldTakeTheSubkeyThatWasMadeLast() {
        TestKey key = rotated("Alice <alice@example.org>");

        assertThat(chosen(EncryptionSubkeys.NEWEST, key)).containsExactly(subkey(key, 2));
    }

    @Test
    void newestShouldTakeOneOfEachCertificate() {
        TestKey alice = rotated("Alice <alice@example.org>");
        TestKey team = rotated("Team <alice@example.org>");
        TestKey old = TestKeys.curve25519();

        assertThat(chosen(EncryptionSubkeys.NEWEST, alice, team, old))
                .containsExactlyInAnyOrder(subkey(alice, 2), subkey(team, 2), subkey(old, 1));
    }

    @Test
    void newestShouldTakeTheLastOfThoseMadeInTheSameSecond() {
        TestKey key = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(chosen(EncryptionSubkeys.NEWEST, key)).containsExactly(subkey(key, 2));
    }
}
