package org.sealmx.openpgp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.openpgp.certificate.TestKeys.NOW;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Absent;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CertificateEvaluation.SecretKey;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.openpgp.message.RawPacket;

class CertificateReaderTest {

    private static final TestKey ALICE = TestKeys.curve25519();
    private static final TestKey BOB = TestKeys.curve25519("Bob <bob@example.org>");

    private final CertificateReader reader = new CertificateReader();

    @Test
    void readShouldFindNothingWhenThereIsNoMaterial() {
        assertThat(evaluate()).isEqualTo(new Absent());
    }

    @Test
    void readShouldTakeArmor() {
        assertThat(fingerprints(evaluate(ALICE.armoredCertificate()))).containsExactly(ALICE.fingerprint());
    }

    @Test
    void readShouldTakePlainBase64() {
        assertThat(fingerprints(evaluate(ALICE.base64Certificate()))).containsExactly(ALICE.fingerprint());
    }

    @Test
    void readShouldTakeBase64InLines() {
        String lines = Base64.getMimeEncoder().encodeToString(ALICE.binaryCertificate());

        assertThat(fingerprints(evaluate(lines))).containsExactly(ALICE.fingerprint());
    }

    @Test
    void readShouldTakeArmorWithHeadersCrlfAndTextAround() {
        String armor = "My key:\n"
                + ALICE.armoredCertificate().replace("BLOCK-----\n\n", "BLOCK-----\nComment: Alice\nVersion: 1\n\n")
                + "Yours, Alice\n";

        assertThat(fingerprints(evaluate(armor.replace("\n", "\r\n")))).containsExactly(ALICE.fingerprint());
    }

    @Test
    void readShouldTakeArmorWithWrongChecksum() {
        String armor = ALICE.armoredCertificate().replaceFirst("\n=....\n", "\n=AAAA\n");

        assertThat(armor).isNotEqualTo(ALICE.armoredCertificate());
        assertThat(fingerprints(evaluate(armor))).containsExactly(ALICE.fingerprint());
    }

    @Test
    void readShouldTakeSeveralCertificatesInOneBlock() {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(ALICE.binaryCertificate());
        both.writeBytes(BOB.binaryCertificate());

        assertThat(fingerprints(evaluate(TestKey.armor("PUBLIC KEY BLOCK", both.toByteArray()))))
                .containsExactly(ALICE.fingerprint(), BOB.fingerprint());
    }

    @Test
    void readShouldTakeSeveralBlocksInOneText() {
        assertThat(fingerprints(evaluate(ALICE.armoredCertificate().strip()
                        + BOB.armoredCertificate().strip())))
                .as("files without a last line end, joined")
                .containsExactly(ALICE.fingerprint(), BOB.fingerprint());
        assertThat(fingerprints(evaluate(ALICE.armoredCertificate() + BOB.armoredCertificate())))
                .containsExactly(ALICE.fingerprint(), BOB.fingerprint());
    }

    @Test
    void readShouldTakeSeveralTexts() {
        assertThat(fingerprints(evaluate(ALICE.armoredCertificate(), BOB.base64Certificate())))
                .containsExactly(ALICE.fingerprint(), BOB.fingerprint());
    }

    @Test
    void readShouldTakeTheUsableCertificatesWhenOthersAreNot() {
        CertificateEvaluation evaluation = evaluate(
                "nonsense",
                TestKeys.expired().armoredCertificate(),
                ALICE.armoredCertificate(),
                TestKeys.revoked().armoredCertificate());

        assertThat(fingerprints(evaluation)).containsExactly(ALICE.fingerprint());
    }

    @Test
    void readShouldTakeOneCertificateOnceWhenItIsThereTwice() {
        CertificateEvaluation evaluation = evaluate(ALICE.armoredCertificate(), ALICE.base64Certificate());

        assertThat(((UsableOpenPgp) evaluation).recipients()).hasSize(1);
    }

    @Test
    void readShouldCountARevocationThatOnlyOneCopyHas() {
        TestKeyBuilder builder = TestKeyBuilder.version4(TestKeyAlgorithm.LEGACY_ED25519, TestKeys.CREATED)
                .userId("Carol <carol@example.org>")
                .certification(TestKeys.CREATED, TestKeys::certifying)
                .subkey(TestKeyAlgorithm.LEGACY_X25519, TestKeys.CREATED)
                .binding(TestKeys.CREATED, TestKeys::encrypting);
        String before = builder.build().armoredCertificate();
        builder.subkeyRevocation(NOW.minusSeconds(100), (byte) 0);
        TestKey key = builder.build();
        String after = key.armoredCertificate();

        assertThat(evaluate(after, before)).isEqualTo(new Revoked(key.fingerprint()));
        assertThat(evaluate(before, after)).isEqualTo(new Revoked(key.fingerprint()));
    }

    @Test
    void readShouldReportTheReasonThatTellsMostWhenNothingIsUsable() {
        TestKey expired = TestKeys.expired();
        CertificateEvaluation evaluation =
                evaluate("nonsense", TestKeys.revoked().armoredCertificate(), expired.armoredCertificate());

        assertThat(evaluation).isEqualTo(new Expired(expired.fingerprint(), TestKeys.EXPIRED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \r\n", "no key", "====", "AAAA", "-----BEGIN PGP PUBLIC KEY BLOCK-----"})
    void readShouldCallNonsenseMalformed(String text) {
        assertThat(evaluate(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void readShouldNotRepeatWhatItCannotRead() {
        assertThat(evaluate("top-secret?").describe()).doesNotContain("secret?").doesNotContain("?");
    }

    @Test
    void readShouldRecogniseASecretKey() {
        assertThat(evaluate(ALICE.armoredSecretKey())).isEqualTo(new SecretKey(SecretKey.Kind.OPENPGP));
        assertThat(evaluate(ALICE.armoredSecretKey().replace("PRIVATE", "PUBLIC")))
                .isEqualTo(new SecretKey(SecretKey.Kind.OPENPGP));
        assertThat(evaluate(ALICE.armoredCertificate() + ALICE.armoredSecretKey()))
                .isEqualTo(new SecretKey(SecretKey.Kind.OPENPGP));
        assertThat(evaluate("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----"))
                .isEqualTo(new SecretKey(SecretKey.Kind.OPENPGP));
        assertThat(new SecretKey(SecretKey.Kind.OPENPGP).describe())
                .isEqualTo("keys.pgp contains a PRIVATE key. Remove it, treat it as compromised,"
                        + " and use \"gpg --export\"");
    }

    @Test
    void readShouldCallASubkeyWithoutPrimaryKeyMalformed() {
        byte[] certificate = ALICE.binaryCertificate();
        List<RawPacket> packets = packets(certificate);
        byte[] withoutPrimary = Arrays.copyOfRange(certificate, packets.get(0).whole().length, certificate.length);

        assertThat(evaluate(Base64.getEncoder().encodeToString(withoutPrimary)))
                .isEqualTo(new Malformed("the content does not begin with a primary key"));
    }

    @Test
    void readShouldNeverThrowWhereverACertificateIsCutOff() {
        byte[] certificate = ALICE.binaryCertificate();
        for (int length = 1; length < certificate.length; length++) {
            byte[] part = Arrays.copyOf(certificate, length);

            assertThat(evaluate(Base64.getEncoder().encodeToString(part)))
                    .as("cut off after %d octets", length)
                    .isNotInstanceOf(Usable.class);
        }
    }

    @Test
    void readShouldNeverThrowNorTakeOtherKeysWhateverBitIsFlipped() {
        byte[] certificate = ALICE.binaryCertificate();
        Random random = new Random(42);
        for (int i = 0; i < 400; i++) {
            byte[] changed = certificate.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));

            CertificateEvaluation evaluation = evaluate(Base64.getEncoder().encodeToString(changed));
            if (evaluation instanceof UsableOpenPgp usable) {
                assertThat(usable.recipients()).allSatisfy(subkey -> assertThat(subkey.fingerprint())
                        .isEqualTo(ALICE.usable().recipients().get(0).fingerprint()));
            }
        }
    }

    @Test
    void readShouldRefuseMoreCharactersThanTheLimit() {
        String text = ALICE.armoredCertificate();
        CertificateReader strict = new CertificateReader(new CertificateLimits(text.length() - 1, 100, 100));

        assertThat(strict.read(List.of(text)).evaluate(NOW)).isInstanceOf(Malformed.class);
        CertificateReader exact = new CertificateReader(new CertificateLimits(text.length(), 100, 100));
        assertThat(exact.read(List.of(text)).evaluate(NOW)).isInstanceOf(Usable.class);
    }

    @Test
    void readShouldRefuseMorePacketsThanTheLimit() {
        int packets = packets(ALICE.binaryCertificate()).size();

        assertThat(new CertificateReader(new CertificateLimits(100_000, packets - 1, 100))
                        .read(List.of(ALICE.armoredCertificate()))
                        .evaluate(NOW))
                .isEqualTo(new Malformed("more than " + (packets - 1) + " packets"));
        assertThat(new CertificateReader(new CertificateLimits(100_000, packets, 100))
                        .read(List.of(ALICE.armoredCertificate()))
                        .evaluate(NOW))
                .isInstanceOf(Usable.class);
    }

    @Test
    void readShouldRefuseMoreSignaturesOnKeysThanTheLimit() {
        assertThat(new CertificateReader(new CertificateLimits(100_000, 100, 0))
                        .read(List.of(ALICE.armoredCertificate()))
                        .evaluate(NOW))
                .isEqualTo(new Malformed(Optional.of(ALICE.fingerprint()), "more than 0 self-signatures on its keys"));
        assertThat(new CertificateReader(new CertificateLimits(100_000, 100, 1))
                        .read(List.of(ALICE.armoredCertificate()))
                        .evaluate(NOW))
                .isInstanceOf(Usable.class);
    }

    @Test
    void evaluateShouldNameCertificateAndSubkey() {
        EncryptionSubkey subkey = ((UsableOpenPgp) evaluate(ALICE.armoredCertificate()))
                .recipients()
                .get(0);

        assertThat(subkey.certificateFingerprint())
                .isEqualTo(ALICE.fingerprint())
                .matches("[0-9a-f]{40}");
        assertThat(subkey.fingerprint()).isNotEqualTo(ALICE.fingerprint()).matches("[0-9a-f]{40}");
    }

    private CertificateEvaluation evaluate(String... material) {
        return reader.read(List.of(material)).evaluate(NOW);
    }

    private static List<String> fingerprints(CertificateEvaluation evaluation) {
        assertThat(evaluation).isInstanceOf(Usable.class);
        return ((UsableOpenPgp) evaluation)
                .recipients().stream()
                        .map(EncryptionSubkey::certificateFingerprint)
                        .toList();
    }

    private static List<RawPacket> packets(byte[] certificate) {
        try {
            List<RawPacket> packets = new ArrayList<>();
            RawPacket.split(certificate, 100, packets);
            return packets;
        } catch (MalformedCertificateException e) {
            throw new AssertionError(e);
        }
    }
}
