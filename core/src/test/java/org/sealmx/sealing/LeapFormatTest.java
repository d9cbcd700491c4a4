package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.openpgp.encryption.Decryptor;
import org.sealmx.smime.certificate.TestCertificates;

/** The format of leap_mx: the message as a string in encrypted JSON. */
class LeapFormatTest {

    private static final TestKey KEY = Sealing.KEY;
    private static final TestKey BOB = TestKeys.curve25519("Bob <bob@example.org>");
    private static final String HEADER = "Subject: a \"canary\"\\\r\n\r\n";

    private static byte[] opened(byte[] message, Charset charset) throws SealingException {
        String armor = LeapSealing.armor(LeapSealing.seal(ReceivedMessage.of(message), KEY));
        return LeapSealing.content(armor, KEY).getBytes(charset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                HEADER + "text\r\n",
                HEADER + "gr\u00fc\u00dfe \u20ac \ud83d\ude00\r\n",
                "\u0000\u0001\u001f\u007f\u2028\r\n",
                "From nobody\nLF only\n\r\r"
            })
    void sealShouldGiveEveryOctetWhenTheMessageIsUtf8(String message) throws Exception {
        byte[] octets = message.getBytes(StandardCharsets.UTF_8);

        assertThat(opened(octets, StandardCharsets.UTF_8)).isEqualTo(octets);
    }

    @Test
    void sealShouldGiveEveryOctetWhenCharactersLieAcrossBuffers() throws Exception {
        for (int length = 8186; length < 8198; length++) {
            byte[] octets = ("x".repeat(length) + "\u20ac\ud83d\ude00".repeat(3000)).getBytes(StandardCharsets.UTF_8);

            assertThat(opened(octets, StandardCharsets.UTF_8)).isEqualTo(octets);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // part of a character
                "c3", // the start of a character at the end of the text
                "c0af", // an overlong slash
                "eda080", // half of a surrogate pair
                "f4908080" // beyond Unicode
            })
    void sealShouldGiveEveryOctetAsLatin1WhenTheMessageIsNotUtf8(String hexadecimal) throws Exception {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes((HEADER + "\u00fc").getBytes(StandardCharsets.UTF_8));
        message.writeBytes(HexFormat.of().parseHex(hexadecimal));
        byte[] octets = message.toByteArray();

        assertThat(opened(octets, StandardCharsets.ISO_8859_1)).isEqualTo(octets);
    }

    @Test
    void sealShouldGiveEveryOctetOfNoise() throws Exception {
        byte[] octets = new byte[300_000];
        new Random(3).nextBytes(octets);

        assertThat(opened(octets, StandardCharsets.ISO_8859_1)).isEqualTo(octets);
    }

    @Test
    void sealShouldLeaveNothingOutside() throws Exception {
        SealedMessage sealed = LeapSealing.seal(Sealing.message(HEADER + "canary"), KEY);
        String armor = LeapSealing.armor(sealed);

        assertThat(sealed.format()).isEqualTo(SealingFormat.LEAP);
        assertThat(sealed.size()).isEqualTo(armor.length());
        assertThat(sealed.certificateFingerprints()).containsExactly(KEY.fingerprint());
        assertThat(armor).doesNotContain("canary", "alice", "Received", "Subject");
    }

    @Test
    void sealShouldEncryptAgainWhatIsEncryptedAlready() throws Exception {
        String encrypted =
                EncryptedMail.message(EncryptedMail.armor(EncryptedMail.packets(CipherSuite.SEIPD_V1_AES256, KEY)));
        byte[] octets = encrypted.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(opened(octets, StandardCharsets.UTF_8)).isEqualTo(octets);
    }

    @Test
    void sealShouldEncryptEqualMessagesOnceAndNeverShareBetweenFormats() throws Exception {
        SealingShare share = new SealingShare();
        ReceivedMessage message = Sealing.message(HEADER + "text");
        SealedMessage first = LeapSealing.seal(message, KEY, share);
        SealedMessage second = LeapSealing.seal(message, BOB, share);
        assertThat(share.encryptions()).isEqualTo(1);

        SealedMessage mime = new MessageSealer(new SecureRandom()).seal(message, KEY.usable(), Sealing.trace(), share);

        assertThat(share.encryptions()).isEqualTo(2);
        assertThat(mime.format()).isEqualTo(SealingFormat.MIME);
        assertThat(SealedParts.of(mime, KEY).entity()).startsWith("HP-Outer: ").endsWith("text");
        assertThat(LeapSealing.content(LeapSealing.armor(first), KEY)).isEqualTo(HEADER + "text");
        assertThat(LeapSealing.content(LeapSealing.armor(second), BOB)).isEqualTo(HEADER + "text");
        assertThatThrownBy(() -> Decryptor.entity(LeapSealing.armor(second), KEY))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void sealShouldRefuseCertificatesForSmime() {
        MessageSealer sealer = new MessageSealer(new SecureRandom(), TestOptions.with(SealingFormat.LEAP));
        SealingShare share = new SealingShare();

        assertThatThrownBy(() ->
                        sealer.seal(Sealing.message("x"), TestCertificates.rsa().usable(), Sealing.trace(), share))
                .isInstanceOf(SealingException.class)
                .hasMessageContaining("needs an OpenPGP certificate");
        assertThat(share.encryptions()).isZero();
    }
}
