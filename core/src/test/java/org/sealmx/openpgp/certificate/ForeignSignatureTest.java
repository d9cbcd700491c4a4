package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bouncycastle.bcpg.sig.RevocationReasonTags.KEY_COMPROMISED;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_X25519;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.time.Instant;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.NoEncryptionSubkey;
import org.sealmx.certificate.CertificateEvaluation.Usable;

/**
 * Signatures that anybody can append to a certificate, and signatures that prove nothing: they change nothing, for
 * better or worse.
 */
class ForeignSignatureTest {

    private static final TestKey MALLORY = TestKeys.curve25519("Mallory <mallory@example.org>");
    /** A time when nobody thought of refusing SHA-1, and gpg made nothing else. */
    private static final Instant LONG_AGO = Instant.parse("2008-02-01T00:00:00Z");

    @Test
    void evaluateShouldDropACorruptRevocation() {
        TestKey key = complete(alice().revocation(NOW, KEY_COMPROMISED).corruptLast());

        assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldDropACorruptSubkeyRevocation() {
        TestKey key = withSubkey()
                .subkeyRevocation(NOW, KEY_COMPROMISED)
                .corruptLast()
                .build();

        assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldDropACorruptBindingThatIsNewer() {
        TestKey key = withSubkey()
                .binding(NOW.minusSeconds(5), s -> s.setKeyFlags(true, 0))
                .corruptLast()
                .build();

        assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldNotTakeASubkeyWhoseOnlyBindingIsCorrupt() {
        TestKey key = withSubkey().corruptLast().build();

        assertThat(key.evaluate(NOW)).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
    }

    @Test
    void evaluateShouldDropASignaturePacketOfNonsense() {
        TestKey key = withSubkey()
                .packet(new byte[] {(byte) 0xc2, 3, 9, 9, 9})
                .packet(new byte[] {(byte) 0xc2, 0})
                .packet(new byte[] {(byte) 0xc2, 6, 4, 0x18, 22, 10, 0, 0})
                .build();

        assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldIgnorePacketsThatAreNoKeysNorSignatures() {
        TestKey key = withSubkey()
                .packet(new byte[] {(byte) 0xd5, 2, 1, 2})
                .packet(new byte[] {(byte) 0xca, 3, 'P', 'G', 'P'})
                .packet(new byte[] {(byte) 0xcc, 2, 0, 6})
                .packet(new byte[] {(byte) 0xfc, 1, 0})
                .build();

        assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldIgnoreASubkeyThatCannotBeUnderstood() {
        TestKey key = withSubkey()
                .packet(new byte[] {(byte) 0xce, 7, 4, 0, 0, 0, 1, 99, 0})
                .build();

        assertThat(key.evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldDropARevocationByAnotherKey() {
        TestKey named = complete(
                alice().signedBy(MALLORY).revocation(NOW, KEY_COMPROMISED).signedByItself());
        TestKey forged = complete(
                alice().forgedBy(MALLORY).revocation(NOW, KEY_COMPROMISED).signedByItself());

        assertThat(named.evaluate(NOW)).isInstanceOf(Usable.class);
        assertThat(forged.evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldNotTakeASubkeyThatAnotherKeyBound() {
        TestKey key = alice().userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .forgedBy(MALLORY)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW)).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
    }

    @Test
    void evaluateShouldNotTakeACertificationByAnotherKeyForOneByItself() {
        TestKey key = alice().userId("Alice <alice@example.org>")
                .signedBy(MALLORY)
                .certification(CREATED, TestKeys::certifying)
                .signedByItself()
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        assertThat(key.evaluate(NOW)).isInstanceOf(Malformed.class);
    }

    @Test
    void readShouldNotCountSignaturesByOtherKeys() {
        TestKeyBuilder builder = alice().userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .signedBy(MALLORY);
        for (int i = 0; i < 20; i++) {
            builder.certification(CREATED.plusSeconds(i), TestKeys::certifying);
        }
        TestKey key = builder.signedByItself()
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();

        CertificateReader reader = new CertificateReader(new CertificateLimits(100_000, 100, 1));
        assertThat(reader.read(List.of(key.armoredCertificate())).evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldNotTakeASignatureWithABrokenHashWhateverDateItClaims() {
        assertThat(signedWith(HashAlgorithmTags.SHA1, LONG_AGO).evaluate(NOW)).isInstanceOf(Malformed.class);
        assertThat(signedWith(HashAlgorithmTags.SHA1, NOW).evaluate(NOW)).isInstanceOf(Malformed.class);
        assertThat(signedWith(HashAlgorithmTags.MD5, LONG_AGO).evaluate(NOW)).isInstanceOf(Malformed.class);
        assertThat(signedWith(HashAlgorithmTags.SHA256, NOW).evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldNotTakeABindingWithAnUnknownCriticalNotation() {
        TestKey key = bound(s -> {
            TestKeys.encrypting(s);
            s.addNotationData(true, true, "unknown@example.org", "value");
        });

        assertThat(key.evaluate(NOW)).isEqualTo(new NoEncryptionSubkey(key.fingerprint()));
    }

    @Test
    void evaluateShouldNotTakeABindingWithAnUnknownCriticalSubpacket() {
        TestKey critical = bound(s -> {
            TestKeys.encrypting(s);
            s.addCustomSubpacket(unknownSubpacket(true));
        });

        assertThat(critical.evaluate(NOW)).isEqualTo(new NoEncryptionSubkey(critical.fingerprint()));
        assertThat(bound(s -> {
                            TestKeys.encrypting(s);
                            s.addCustomSubpacket(unknownSubpacket(false));
                        })
                        .evaluate(NOW))
                .isInstanceOf(Usable.class);
    }

    private static SignatureSubpacket unknownSubpacket(boolean critical) {
        return new SignatureSubpacket(99, critical, false, new byte[] {1}) {};
    }

    private static TestKey signedWith(int hash, Instant at) {
        Instant created = Instant.parse("1996-01-01T00:00:00Z");
        return TestKeyBuilder.version4(LEGACY_ED25519, created)
                .hash(hash)
                .userId("Alice <alice@example.org>")
                .certification(at, TestKeys::certifying)
                .hash(HashAlgorithmTags.SHA512)
                .subkey(LEGACY_X25519, created)
                .binding(created, TestKeys::encrypting)
                .build();
    }

    private static TestKeyBuilder alice() {
        return TestKeyBuilder.version4(LEGACY_ED25519, CREATED);
    }

    private static TestKeyBuilder withSubkey() {
        return alice().userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting);
    }

    private static TestKey bound(TestKeyBuilder.Subpackets binding) {
        return alice().userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, binding)
                .build();
    }

    private static TestKey complete(TestKeyBuilder primary) {
        return primary.userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .build();
    }
}
