package org.sealmx.openpgp.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_X25519;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
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
        CertificateEvaluation evaluation = new CertificateReader()
                .read(List.of(keys).stream().map(TestKey::armoredCertificate).toList())
                .evaluate(NOW);
        return choice.of(((UsableOpenPgp) evaluation).recipients()).stream()
                .map(EncryptionSubkey::fingerprint)
                .toList();
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
