package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.sealing.Sealing.seal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sealmx.certificate.EncryptionSubkey;
import org.sealmx.certificate.UsableOpenPgp;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;

class MessageSealerTest {

    private static final String HEADER = "From: sender@example.net\r\nSubject: Secret plan\r\nX-Unknown: 1\r\n";
    private static final String LINE_998 = "x".repeat(998);

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("plain", HEADER + "Content-Type: text/plain; charset=us-ascii\r\n", "Hello\r\nWorld\r\n"),
                Arguments.of(
                        "8bit",
                        HEADER + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n",
                        "Gr\u00c3\u00bc\u00c3\u009fe\r\n"),
                Arguments.of(
                        "multipart",
                        HEADER + "Content-Type: multipart/mixed; boundary=\"b\"\r\n",
                        "preamble\r\n--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\nepilogue"),
                Arguments.of(
                        "base64",
                        HEADER + "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n",
                        "iVBORw0KGgo=\r\n"),
                Arguments.of(
                        "trailing spaces",
                        HEADER + "Content-Type: text/plain; format=flowed\r\n",
                        "flows \r\nto here\r\n-- \r\nsignature  \t\r\n \r\n\r\n"),
                Arguments.of("dot lines", HEADER + "Content-Type: text/plain\r\n", ".\r\n..\r\n.x\r\n"),
                Arguments.of("From line", HEADER + "Content-Type: text/plain\r\n", "From here\r\n>From there\r\n"),
                Arguments.of("long line", HEADER + "Content-Type: text/plain\r\n", LINE_998 + "\r\n"),
                Arguments.of("no line end", HEADER + "Content-Type: text/plain\r\n", "no end"),
                Arguments.of("bare line ends", HEADER + "Content-Type: text/plain\r\n", "a\nb\rc\r\r\n\n"),
                Arguments.of("zeros", HEADER + "Content-Type: application/octet-stream\r\n", "\0\u00ff\0"),
                Arguments.of("empty", HEADER + "Content-Type: text/plain\r\n", ""),
                Arguments.of(
                        "looks like armor", HEADER + "Content-Type: text/plain\r\n", "-----BEGIN PGP MESSAGE-----"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void sealShouldKeepFieldsAndBodyOctetForOctet(String name, String header, String body) throws Exception {
        String entity = seal(header + "\r\n" + body).entity();

        String contentType = header.substring(header.indexOf("Content-Type:"), header.length() - 2);
        int end = contentType.indexOf("\r\n");
        String first = end < 0 ? contentType : contentType.substring(0, end);
        String expectedHeader = header.replace(first, first + ";\r\n hp=\"cipher\"; protected-headers=\"v1\"");
        assertThat(entity).endsWith(expectedHeader + "\r\n" + body);
    }

    /** The figure in docs/bench/memory.md. */
    @Test
    void heapForShouldBeTheSizeAndSevenFormsOfTheHeaderAtMost() {
        long mebibyte = 1L << 20;
        for (long size = 0; size < 200 * mebibyte; size = 2 * size + 1) {
            assertThat(MessageSealer.heapFor(size)).isBetween(Math.min(size, 1L), size + 11 * mebibyte / 2);
            assertThat(MessageSealer.heapFor(size)).isLessThanOrEqualTo(39 * mebibyte / 2);
        }
        assertThat(MessageSealer.heapFor(50 * mebibyte)).isEqualTo(39 * mebibyte / 2);
        assertThat(MessageSealer.heapFor(3 * mebibyte)).isEqualTo(13 * mebibyte / 2);
    }

    /** The most heap that was measured for sealing a header of one word of 500 KB ({@link HeaderHeap}). */
    @Test
    void heapForShouldBeNoLessThanWhatOneLongFieldTakes() {
        assertThat(MessageSealer.heapFor(500_030)).isGreaterThanOrEqualTo((long) (3.8 * (1 << 20)));
    }

    @Test
    void sealShouldAddNothingInsideButHeaderProtection() throws Exception {
        assertThat(seal(HEADER + "Content-Type: text/plain\r\n\r\nHello\r\n").entity())
                .isEqualTo("HP-Outer: From: sender@example.net\r\nHP-Outer: Subject: [...]\r\n" + HEADER
                        + "Content-Type: text/plain;\r\n hp=\"cipher\"; protected-headers=\"v1\"\r\n\r\nHello\r\n");
    }

    @Test
    void sealShouldComposePgpMime() throws Exception {
        SealedParts parts = seal(HEADER + "\r\nHello\r\n");

        String boundary = parts.outerHeader().replaceFirst("(?s).*boundary=\"([^\"]+)\".*", "$1");
        assertThat(parts.outerHeader())
                .endsWith("MIME-Version: 1.0\r\n"
                        + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";\r\n boundary=\""
                        + boundary + "\"\r\n");
        String[] sections = parts.whole().split("\r\n--" + boundary, -1);
        assertThat(sections).hasSize(4);
        assertThat(sections[1])
                .startsWith("\r\nContent-Type: application/pgp-encrypted\r\n")
                .endsWith("\r\n\r\nVersion: 1\r\n");
        assertThat(sections[2])
                .startsWith("\r\nContent-Type: application/octet-stream;")
                .contains("\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\n")
                .endsWith("-----END PGP MESSAGE-----\r\n");
        assertThat(sections[3]).isEqualTo("--\r\n");
    }

    @Test
    void sealShouldWriteNothingButShortLinesOfAsciiThatEndWithCrlf() throws Exception {
        String whole = seal(HEADER + "\r\n" + "\u00e4".repeat(100_000)).whole();

        assertThat(whole.chars().allMatch(c -> c < 0x80)).isTrue();
        assertThat(whole.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(whole.split("\r\n")).allMatch(line -> line.length() <= 78);
    }

    @Test
    void sealShouldUseAnotherBoundaryAndCiphertextEachTime() throws Exception {
        SealedParts first = seal(HEADER + "\r\nHello\r\n");
        SealedParts second = seal(HEADER + "\r\nHello\r\n");

        assertThat(second.outerFields().get(7)).isNotEqualTo(first.outerFields().get(7));
        assertThat(second.whole()).isNotEqualTo(first.whole());
    }

    @Test
    void sizeAndDigestShouldBeThoseOfTheOctets() throws Exception {
        for (int length : new int[] {0, 1, 2, 3, 50, 1000, 70_000}) {
            SealedMessage sealed = new MessageSealer(new SecureRandom())
                    .seal(
                            Sealing.message(HEADER + "\r\n" + "x".repeat(length)),
                            Sealing.KEY.usable(),
                            Sealing.trace(),
                            new SealingShare());

            byte[] octets = sealed.open().readAllBytes();
            assertThat(sealed.size()).isEqualTo(octets.length);
            assertThat(sealed.sha256())
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(octets))
                    .isEqualTo(sealed.sha256());
            assertThat(sealed.open().readAllBytes()).isEqualTo(octets);
        }
    }

    @Test
    void sealShouldTakeALargeMessage() throws Exception {
        byte[] body = new byte[1 << 20];
        new Random(1).nextBytes(body);
        String text = new String(body, StandardCharsets.ISO_8859_1);

        assertThat(seal(HEADER + "Content-Type: application/octet-stream\r\n\r\n" + text)
                        .entity())
                .endsWith("hp=\"cipher\"; protected-headers=\"v1\"\r\n\r\n" + text);
    }

    @Test
    void sealShouldEncryptToEverySubkeyOfTheRecipient() throws Exception {
        TestKey other = TestKeys.rsa2048();
        UsableOpenPgp both = (UsableOpenPgp) new CertificateReader()
                .read(List.of(Sealing.KEY.armoredCertificate(), other.armoredCertificate()))
                .evaluate(TestKeys.NOW);

        SealedMessage sealed = new MessageSealer(new SecureRandom())
                .seal(Sealing.message(HEADER + "\r\nHello"), both, Sealing.trace(), new SealingShare());

        assertThat(SealedParts.of(sealed, Sealing.KEY).entity()).endsWith("\r\n\r\nHello");
        assertThat(SealedParts.of(sealed, other).entity()).endsWith("\r\n\r\nHello");
        assertThat(sealed.certificateFingerprints()).containsExactly(Sealing.KEY.fingerprint(), other.fingerprint());
    }

    @Test
    void certificateFingerprintsShouldNameACertificateWithTwoSubkeysOnce() throws Exception {
        EncryptionSubkey subkey = Sealing.KEY.usable().recipients().get(0);

        SealedMessage sealed = new MessageSealer(new SecureRandom())
                .seal(
                        Sealing.message(HEADER),
                        new UsableOpenPgp(List.of(subkey, subkey)),
                        Sealing.trace(),
                        new SealingShare());

        assertThat(sealed.certificateFingerprints()).containsExactly(Sealing.KEY.fingerprint());
    }

    @Test
    void sealShouldTellWhichSubkeyCannotBeUsedAndNothingElse() {
        EncryptionSubkey good = Sealing.KEY.usable().recipients().get(0);
        EncryptionSubkey bad = new EncryptionSubkey(
                good.certificateFingerprint(),
                "feedface",
                Sealing.KEY.keyPairs().get(0).getPublicKey(),
                good.preferences(),
                good.version1());

        assertThatThrownBy(() -> new MessageSealer(new SecureRandom())
                        .seal(
                                Sealing.message(HEADER + "\r\nsecret"),
                                new UsableOpenPgp(List.of(bad)),
                                Sealing.trace(),
                                new SealingShare()))
                .isInstanceOf(SealingException.class)
                .hasMessage("the session key could not be encrypted to feedface");
    }

    @Test
    void toStringShouldNotShowTheContent() throws Exception {
        ReceivedMessage message = Sealing.message(HEADER + "\r\nsecret");
        SealedMessage sealed = new MessageSealer(new SecureRandom())
                .seal(message, Sealing.KEY.usable(), Sealing.trace(), new SealingShare());

        assertThat(message.toString()).matches("ReceivedMessage\\[[0-9]+ octets]");
        assertThat(sealed.toString()).matches("SealedMessage\\[[0-9]+ octets]");
    }

    @Test
    void sealShouldKeepTheBodyOfRandomMessages() throws Exception {
        Random random = new Random(4711);
        for (int i = 0; i < 60; i++) {
            String message = RandomMessages.next(random);

            RandomMessages.assertKept(message, seal(message).entity());
        }
    }

    @Test
    void sealShouldKeepRandomOctets() throws Exception {
        Random random = new Random(815);
        for (int i = 0; i < 60; i++) {
            byte[] octets = new byte[random.nextInt(200)];
            random.nextBytes(octets);
            String message = new String(octets, StandardCharsets.ISO_8859_1);

            assertThat(seal(message).entity().toLowerCase(Locale.ROOT))
                    .contains("hp=\"cipher\"; protected-headers=\"v1\"");
            RandomMessages.assertKept(message, seal(message).entity());
        }
    }
}
