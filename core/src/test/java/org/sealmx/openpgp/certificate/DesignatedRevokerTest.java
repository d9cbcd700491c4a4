package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bouncycastle.bcpg.sig.RevocationReasonTags.KEY_COMPROMISED;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.RevocationKeyTags;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CertificateEvaluation.Usable;

/** Designated revokers, which may revoke a certificate, too (RFC 9580 section 5.2.3.23). */
class DesignatedRevokerTest {

    private static final TestKey REVOKER = signer("revoker");
    private static final TestKey MALLORY = signer("Mallory");

    /** A key without an encryption subkey. */
    private static TestKey signer(String name) {
        return TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, CREATED)
                .userId(name)
                .certification(CREATED, TestKeys::certifying)
                .build();
    }

    private static TestKeyBuilder designating(TestKey revoker) {
        return TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, CREATED)
                .directKey(CREATED, s -> designate(s, revoker));
    }

    private static void designate(PGPSignatureSubpacketGenerator subpackets, TestKey revoker) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(RevocationKeyTags.CLASS_DEFAULT);
        data.write(PublicKeyAlgorithmTags.EDDSA_LEGACY);
        data.writeBytes(HexFormat.of().parseHex(revoker.fingerprint()));
        subpackets.addCustomSubpacket(
                new SignatureSubpacket(SignatureSubpacketTags.REVOCATION_KEY, true, false, data.toByteArray()) {});
    }

    private static TestKeyBuilder complete(TestKeyBuilder primary) {
        return primary.userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(TestKeyAlgorithm.LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting);
    }

    private static CertificateEvaluation evaluate(TestKey... keys) {
        return new CertificateReader()
                .read(List.of(keys).stream().map(TestKey::armoredCertificate).toList())
                .evaluate(NOW);
    }

    @Test
    void evaluateShouldBeRevokedWhenTheRevokerIsAtHand() {
        TestKey key = complete(designating(REVOKER)
                        .signedBy(REVOKER)
                        .revocation(NOW, KEY_COMPROMISED)
                        .signedByItself())
                .build();

        assertThat(evaluate(key, REVOKER)).isEqualTo(new Revoked(key.fingerprint()));
        assertThat(evaluate(REVOKER, key)).isEqualTo(new Revoked(key.fingerprint()));
    }

    @Test
    void evaluateShouldBeRevokedWhenTheRevokerIsDesignatedInACertification() {
        TestKey key = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, s -> {
                    TestKeys.certifying(s);
                    designate(s, REVOKER);
                })
                .subkey(TestKeyAlgorithm.LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting)
                .signedBy(REVOKER)
                .subkeyRevocation(NOW, KEY_COMPROMISED)
                .build();

        assertThat(evaluate(key, REVOKER)).isEqualTo(new Revoked(key.fingerprint()));
    }

    @Test
    void evaluateShouldNotHearWhoIsNotDesignatedOrNotAtHand() {
        TestKey byMallory = complete(designating(REVOKER)
                        .signedBy(MALLORY)
                        .revocation(NOW, KEY_COMPROMISED)
                        .signedByItself())
                .build();
        TestKey forged = complete(TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, CREATED)
                        .forgedBy(MALLORY)
                        .directKey(CREATED, s -> designate(s, MALLORY))
                        .signedBy(MALLORY)
                        .revocation(NOW, KEY_COMPROMISED)
                        .signedByItself())
                .build();
        TestKey absent = complete(designating(REVOKER)
                        .signedBy(REVOKER)
                        .revocation(NOW, KEY_COMPROMISED)
                        .signedByItself())
                .build();

        assertThat(usable(byMallory, MALLORY)).contains(byMallory.fingerprint());
        assertThat(usable(forged, MALLORY)).contains(forged.fingerprint());
        assertThat(usable(absent)).contains(absent.fingerprint());
    }

    private static List<String> usable(TestKey... keys) {
        return ((Usable) evaluate(keys)).certificateFingerprints();
    }
}
