package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bouncycastle.bcpg.sig.RevocationReasonTags.KEY_COMPROMISED;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_ED25519;
import static org.sealmx.openpgp.certificate.TestKeyAlgorithm.LEGACY_X25519;
import static org.sealmx.openpgp.certificate.TestKeys.CREATED;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.openpgp.message.RawPacket;

/**
 * Anybody can append more signatures than can be tried. They hide no revocation of another kind, and they are reported.
 */
class RevocationNoiseTest {

    private static final int SUBKEYS = 150;
    private static final int NOISE = 9_000;
    private static final String REMARK = "too many revocation signatures, so some were ignored: "
            + "remove those that were not made by the account's own keys";

    private final TestKeyBuilder alice = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
            .userId("Alice <alice@example.org>")
            .certification(CREATED, TestKeys::certifying);

    RevocationNoiseTest() {
        for (int i = 0; i < SUBKEYS; i++) {
            alice.subkey(LEGACY_X25519, CREATED).binding(CREATED, TestKeys::encrypting);
        }
    }

    @Test
    void readShouldRemarkThatNotEverySignatureWasTried() {
        CertificateSource source = read(withNoise(alice.build(), PGPSignature.SUBKEY_REVOCATION));

        assertThat(source.evaluate(NOW)).isInstanceOf(Usable.class);
        assertThat(source.remarks()).containsExactly(REMARK);
    }

    @Test
    void readShouldRemarkNothingWhenEachSignatureIsTried() {
        CertificateSource source = read(withNoise(alice.build(), PGPSignature.KEY_REVOCATION));

        assertThat(source.evaluate(NOW)).isInstanceOf(Usable.class);
        assertThat(source.remarks()).isEmpty();
    }

    @Test
    void evaluateShouldBeRevokedThoughNoiseForSubkeysComesFirst() {
        String noisy = withNoise(alice.build(), PGPSignature.SUBKEY_REVOCATION);
        String revocation = last(alice.revocation(NOW, KEY_COMPROMISED));

        CertificateSource source = read(noisy, revocation);

        assertThat(source.evaluate(NOW)).isInstanceOf(Revoked.class);
        assertThat(source.remarks()).containsExactly(REMARK);
    }

    @Test
    void evaluateShouldBeRevokedThoughTheNoiseIsInAnotherCertificate() {
        TestKeyBuilder second = TestKeyBuilder.version4(LEGACY_ED25519, CREATED)
                .userId("Alice <alice@example.org>")
                .certification(CREATED, TestKeys::certifying)
                .subkey(LEGACY_X25519, CREATED)
                .binding(CREATED, TestKeys::encrypting);
        TestKey key = second.build();

        CertificateSource source = read(
                withNoise(alice.build(), PGPSignature.SUBKEY_REVOCATION),
                key.armoredCertificate(),
                last(second.revocation(NOW, KEY_COMPROMISED)));

        assertThat(((UsableOpenPgp) source.evaluate(NOW)).certificateFingerprints())
                .doesNotContain(key.fingerprint())
                .isNotEmpty();
    }

    @Test
    void evaluateShouldLeaveARevokedSubkeyOutThoughTheNoiseNamesNoIssuer() {
        String noisy = withNoise(alice.build(), PGPSignature.SUBKEY_REVOCATION);
        String revocation = last(alice.subkeyRevocation(NOW, KEY_COMPROMISED));

        CertificateSource source = read(noisy, revocation);

        assertThat(((UsableOpenPgp) source.evaluate(NOW)).recipients()).hasSize(SUBKEYS - 1);
    }

    /**
     * All signatures except one are of the same kind and claim to be on the account's keys, but verify on none of them.
     */
    @ParameterizedTest
    @CsvSource({"0x20, true", "0x20, false", "0x28, true", "0x28, false"})
    void evaluateShouldFindTheRevocationAmongTwoThousandOfItsKind(String type, boolean named) {
        int number = Integer.decode(type);
        Optional<TestKey> issuer = named ? Optional.of(alice.build()) : Optional.empty();
        String certificate = alice.build().armoredCertificate();
        String noise = TestKey.armor("PUBLIC KEY BLOCK", noise(number, 1000, issuer));
        String revocation = last(
                number == PGPSignature.KEY_REVOCATION
                        ? alice.revocation(NOW, KEY_COMPROMISED)
                        : alice.subkeyRevocation(NOW, KEY_COMPROMISED));

        long start = System.nanoTime();
        CertificateSource source = read(noise, certificate, revocation, noise);
        long time = System.nanoTime() - start;

        System.out.println(
                "read a revocation among 2,000 of its kind for " + SUBKEYS + " subkeys in " + time / 1_000_000 + " ms");
        if (number == PGPSignature.KEY_REVOCATION) {
            assertThat(source.evaluate(NOW)).isInstanceOf(Revoked.class);
        } else {
            assertThat(((UsableOpenPgp) source.evaluate(NOW)).recipients()).hasSize(SUBKEYS - 1);
        }
        assertThat(source.remarks()).doesNotContain(REMARK);
    }

    private static CertificateSource read(String... material) {
        return new CertificateReader().read(List.of(material));
    }

    /** The last packet in its own block. */
    private static String last(TestKeyBuilder key) {
        try {
            List<RawPacket> packets = new ArrayList<>();
            RawPacket.split(key.build().binaryCertificate(), 1000, packets);
            return TestKey.armor(
                    "PUBLIC KEY BLOCK", packets.get(packets.size() - 1).whole());
        } catch (MalformedCertificateException e) {
            throw new AssertionError(e);
        }
    }

    /** The certificate, followed by signatures that name no issuer and do not verify. */
    private static String withNoise(TestKey key, int type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(key.binaryCertificate());
        out.writeBytes(noise(type, NOISE, Optional.empty()));
        return TestKey.armor("PUBLIC KEY BLOCK", out.toByteArray());
    }

    /** @param issuer the issuer that the signatures name */
    private static byte[] noise(int type, int count, Optional<TestKey> issuer) {
        byte[] name = issuer.map(RevocationNoiseTest::issuerSubpacket).orElse(new byte[0]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            ByteBuffer body = ByteBuffer.allocate(84 + name.length)
                    .put(new byte[] {4, (byte) type, PublicKeyAlgorithmTags.EDDSA_LEGACY, HashAlgorithmTags.SHA256})
                    .put(new byte[] {0, 6, 5, 2})
                    .putInt((int) NOW.getEpochSecond() + i)
                    .putShort((short) name.length)
                    .put(name)
                    .put(new byte[] {1, 2});
            for (int number = 0; number < 2; number++) {
                body.put(new byte[] {1, 0, (byte) 0x80}).position(body.position() + 31);
            }
            out.write(0xc2);
            out.write(body.capacity());
            out.writeBytes(body.array());
        }
        return out.toByteArray();
    }

    /** The key id of a version 4 key (RFC 9580 section 5.2.3.12). */
    private static byte[] issuerSubpacket(TestKey key) {
        String fingerprint = key.fingerprint();
        byte[] keyId = HexFormat.of().parseHex(fingerprint.substring(fingerprint.length() - 16));
        return ByteBuffer.allocate(10).put(new byte[] {9, 16}).put(keyId).array();
    }
}
