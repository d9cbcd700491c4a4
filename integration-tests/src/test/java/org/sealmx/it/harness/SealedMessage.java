package org.sealmx.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A stored message, which must be PGP/MIME and nothing else (RFC 3156 section 4).
 *
 * @param header the header outside the ciphertext
 * @param armor the OpenPGP message
 */
@SuppressWarnings("ArrayRecordComponent") // a view of octets that nobody compares as a record
public record SealedMessage(HeaderFields header, byte[] armor) {

    /** Splits a message and checks its structure. */
    public static SealedMessage parse(byte[] stored) {
        MimeEntity message = MimeEntity.parse(stored);
        assertThat(message.header().values("Content-Type")).hasSize(1);
        assertThat(message.contentType())
                .startsWith("multipart/encrypted")
                .containsPattern("protocol=\"?application/pgp-encrypted\"?");
        assertThat(message.aroundParts().trim()).as("text around the parts").isEmpty();
        List<byte[]> parts = message.parts();
        assertThat(parts).as("parts").hasSize(2);
        MimeEntity version = MimeEntity.parse(parts.get(0));
        assertThat(version.contentType()).startsWith("application/pgp-encrypted");
        assertThat(new String(version.body(), StandardCharsets.US_ASCII).trim()).isEqualTo("Version: 1");
        MimeEntity ciphertext = MimeEntity.parse(parts.get(1));
        assertThat(ciphertext.contentType()).startsWith("application/octet-stream");
        assertThat(new String(ciphertext.body(), StandardCharsets.US_ASCII).trim())
                .startsWith("-----BEGIN PGP MESSAGE-----")
                .endsWith("-----END PGP MESSAGE-----");
        requireLines(stored, false);
        requireLines(message.body(), true);
        return new SealedMessage(message.header(), ciphertext.body());
    }

    /** The header may contain UTF-8 from the fields of the original that stay outside (RFC 6532); the body may not. */
    private static void requireLines(byte[] octets, boolean sevenBit) {
        for (int i = 0; i < octets.length; i++) {
            boolean bareLineFeed = octets[i] == '\n' && (i == 0 || octets[i - 1] != '\r');
            if (bareLineFeed || (sevenBit && octets[i] < 0)) {
                throw new AssertionError("octet " + octets[i] + " at " + i + " is not 7bit with CR LF");
            }
        }
    }
}
