package org.sealmx.sealing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.ContentCipher;
import org.sealmx.smime.certificate.TestCertificate;
import org.sealmx.smime.certificate.TestCertificates;
import org.sealmx.smime.message.CmsOpener;

/** Messages for recipients with X.509 certificates. */
class SmimeSealerTest {

    private static final TestCertificate ALICE = TestCertificates.curve("P-256");
    private static final TestCertificate BOB = TestCertificates.rsa();
    private static final String HEADER = "From: sender@example.net\r\nSubject: Secret plan\r\nX-Unknown: 1\r\n";
    private static final String MESSAGE = HEADER + "Content-Type: text/plain\r\n\r\nHello\r\n";

    private final MessageSealer sealer = new MessageSealer(new SecureRandom());

    private SealedMessage seal(String octets, Usable certificates, SealingShare share) throws SealingException {
        return sealer.seal(Sealing.message(octets), certificates, Sealing.trace(), share);
    }

    private String seal(String octets) throws SealingException {
        return SealedParts.text(seal(octets, ALICE.usable(), new SealingShare()));
    }

    private static String entity(String sealed, TestCertificate certificate) {
        return new String(CmsOpener.open(CmsOpener.body(sealed), certificate), ISO_8859_1);
    }

    @Test
    void sealShouldPutTheSameInsideAsForOpenPgp() throws Exception {
        assertThat(entity(seal(MESSAGE), ALICE))
                .isEqualTo(Sealing.seal(MESSAGE).entity())
                .isEqualTo("HP-Outer: From: sender@example.net\r\nHP-Outer: Subject: [...]\r\n" + HEADER
                        + "Content-Type: text/plain;\r\n hp=\"cipher\"; protected-headers=\"v1\"\r\n\r\nHello\r\n");
    }

    @Test
    void sealShouldComposeSmime() throws Exception {
        String sealed = seal(MESSAGE);

        assertThat(sealed.substring(0, sealed.indexOf("\r\n\r\n") + 2))
                .startsWith("Return-Path: <sender@example.net>\r\nDelivered-To: alice@example.org\r\nReceived: ")
                .endsWith("""
                        X-SealMX: sealed; delivery=0123456789abcdef
                        From: sender@example.net
                        Subject: [...]
                        MIME-Version: 1.0
                        Content-Type: application/pkcs7-mime; smime-type=enveloped-data;
                         name=smime.p7m
                        Content-Transfer-Encoding: base64
                        Content-Disposition: attachment; filename=smime.p7m
                        Content-Description: S/MIME encrypted message
                        """.replace("\n", "\r\n"));
        assertThat(sealed.split("\r\n")).allMatch(line -> line.length() <= 78);
        assertThat(sealed.chars().allMatch(c -> c < 0x80)).isTrue();
    }

    @Test
    void sealShouldSayNoTypeWhenTheCipherIsAuthenticated() throws Exception {
        MessageSealer gcm = sealer.with(TestOptions.with(ContentCipher.AES256_GCM));

        String sealed =
                SealedParts.text(gcm.seal(Sealing.message(MESSAGE), BOB.usable(), Sealing.trace(), new SealingShare()));

        assertThat(sealed).contains("""
                Content-Type: application/pkcs7-mime;
                 name=smime.p7m
                Content-Transfer-Encoding: base64
                """.replace("\n", "\r\n"));
        assertThat(entity(sealed, BOB)).isEqualTo(entity(seal(MESSAGE), ALICE));
    }

    @Test
    void sealShouldUseWhatEveryProgramOpensWhenNothingIsChosen() throws Exception {
        for (TestCertificate certificate : List.of(ALICE, BOB)) {
            String sealed = SealedParts.text(seal(MESSAGE, certificate.usable(), new SealingShare()));

            assertThat(CmsOpener.algorithm(CmsOpener.body(sealed))).isEqualTo(NISTObjectIdentifiers.id_aes256_CBC);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=x",
                "Multipart/Signed; boundary=x;\r\n protocol=\"application/X-pkcs7-signature\"; micalg=sha1",
                "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
                "application/x-pkcs7-mime; smime-type=\"Signed-Data\"",
            })
    void sealShouldLeaveWhatHasAnSmimeSignatureAsItIs(String contentType) throws Exception {
        String rest = "Content-Type: " + contentType + "\r\n\r\n--x\r\n hp-legacy";

        assertThat(entity(seal(HEADER + rest), ALICE))
                .isEqualTo("HP-Outer: From: sender@example.net\r\nHP-Outer: Subject: [...]\r\n" + HEADER + rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                multipart/signed; protocol="application/pkcs7-signature"; boundary=x

                --x
                Content-Type: text/plain; hp="cipher"; hp-legacy-display="1"

                Subject: a

                b
                --x
                Content-Type: application/pkcs7-signature

                junk
                --x--
                """,
                """
                multipart/signed; protocol="application/pkcs7-signature"; boundary=x; hp-legacy-display=1

                """,
                """
                multipart/signed; protocol="application/pkcs7-signature"; boundary=x

                --x
                Content-Type: text/rfc822-headers; Protected-Headers=v1

                """,
                """
                application/pkcs7-mime; smime-type=signed-data; hp-legacy-display=1

                AAAA""",
            })
    void sealShouldGuardWhatClaimsAnSmimeSignatureAndHasAMark(String contentType) throws Exception {
        assertThat(entity(seal(HEADER + "Content-Type: " + contentType.replace("\n", "\r\n")), ALICE))
                .containsPattern("--(=_[0-9a-f]{40})\r\nContent-Type: text/plain\r\n\r\n\r\n--\\1\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/signed; protocol=\"application/pkcs7-signature\"",
                "multipart/signed; boundary=x; protocol=\"text/pkcs7-signature\"",
                "application/pkcs7-mime; smime-type=enveloped-data",
                "application/pkcs7-mime",
                "application/pkcs7-mime; smime-type=signed-data\r\nContent-Type: text/html",
            })
    void sealShouldWrapOtherCryptographicLayers(String contentType) throws Exception {
        assertThat(entity(seal(HEADER + "Content-Type: " + contentType + "\r\n\r\nAAAA"), ALICE))
                .contains("\r\nContent-Type: multipart/mixed; hp=\"cipher\"; protected-headers=\"v1\";\r\n boundary=");
    }

    @ParameterizedTest
    @CsvSource({
        "308006092a864886f70d010702a080, true",
        "302006092a864886f70d010702a013, true",
        "3082123406092a864886f70d010702a08212, true",
        "308412345678" + "06092a864886f70d010702, true",
        "308006092a864886f70d010703a080, false",
        "318006092a864886f70d010702a080, false",
        "308006092a864886f70d0107, false",
    })
    void sealShouldLookAtWhatHasNoSmimeType(String beginning, boolean signed) throws Exception {
        String body = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(beginning));
        String head = HEADER + "Content-Type: application/pkcs7-mime; name=smime.p7m\r\n";
        for (String rest : List.of(body + "\r\n", body)) {
            String message = head + "Content-Transfer-Encoding: base64\r\n\r\n" + rest;
            assertThat(entity(seal(message), ALICE).endsWith(message)).isEqualTo(signed);
            assertThat(entity(seal(head + "\r\n" + rest), ALICE)).contains("multipart/mixed");
        }
    }

    @Test
    void sealShouldShareNothingBetweenCiphers() throws Exception {
        SealingShare share = new SealingShare();
        for (ContentCipher cipher : List.of(ContentCipher.AES256_GCM, ContentCipher.AES256_CBC)) {
            for (TestCertificate certificate : List.of(ALICE, BOB)) {
                sealer.with(TestOptions.with(cipher))
                        .seal(Sealing.message(MESSAGE), certificate.usable(), Sealing.trace(), share);
            }
        }

        assertThat(share.encryptions()).isEqualTo(2);
    }

    @Test
    void sizeAndDigestShouldBeThoseOfTheOctets() throws Exception {
        for (int length : new int[] {0, 1, 2, 3, 50, 1000, 70_000}) {
            SealedMessage sealed = seal(HEADER + "\r\n" + "x".repeat(length), BOB.usable(), new SealingShare());

            byte[] octets = sealed.open().readAllBytes();
            assertThat(sealed.size()).isEqualTo(octets.length);
            assertThat(sealed.sha256())
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(octets));
            assertThat(sealed.certificateFingerprints()).containsExactly(BOB.fingerprint());
        }
    }

    @Test
    void sealShouldEncryptEqualMessagesOnceAndWrapForNobodyElse() throws Exception {
        SealingShare share = new SealingShare();
        String first = SealedParts.text(seal(MESSAGE, ALICE.usable(), share));
        String second = SealedParts.text(seal(MESSAGE, BOB.usable(), share));

        assertThat(share.encryptions()).isEqualTo(1);
        assertThat(entity(second, BOB)).isEqualTo(entity(first, ALICE));
        assertThatThrownBy(() -> entity(second, ALICE)).isInstanceOf(AssertionError.class);
    }

    @Test
    void sealShouldEncryptOnceForEachFormatWhenKindsAreMixed() throws Exception {
        SealingShare share = new SealingShare();
        SealedMessage openPgp = seal(MESSAGE, Sealing.KEY.usable(), share);
        SealedMessage smime = seal(MESSAGE, ALICE.usable(), share);
        seal(MESSAGE, BOB.usable(), share);

        assertThat(share.encryptions()).isEqualTo(2);
        assertThat(SealedParts.of(openPgp, Sealing.KEY).entity()).isEqualTo(entity(SealedParts.text(smime), ALICE));
    }

    @Test
    void sealShouldKeepTheBodyOfRandomMessages() throws Exception {
        Random random = new Random(4711);
        for (int i = 0; i < 30; i++) {
            String message = RandomMessages.next(random);

            RandomMessages.assertKept(message, entity(seal(message), ALICE));
        }
    }

    @Test
    void sealShouldRefuseAKindThatNobodyKnows() {
        Usable unknown = new Usable() {
            @Override
            public List<String> certificateFingerprints() {
                return List.of("00");
            }

            @Override
            public String describe() {
                return "usable";
            }
        };

        assertThatThrownBy(() -> seal(MESSAGE, unknown, new SealingShare()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
