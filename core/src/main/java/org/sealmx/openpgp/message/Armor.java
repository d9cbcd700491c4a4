package org.sealmx.openpgp.message;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import org.sealmx.octets.Base64Lines;
import org.sealmx.octets.Streams;

/**
 * Writes the ASCII armor of an encrypted message (RFC 9580 section 6), with lines of 64 columns that end with CRLF, and
 * only with armor headers that the message arrived with.
 */
public final class Armor {

    private Armor() {}

    /**
     * The length in octets of the armor of the given number of octets.
     *
     * @param headers lines without their ends, in ASCII
     * @param binary at least 0
     */
    public static long length(List<String> headers, long binary, OptionalInt checksum) {
        return head(headers).length + Base64Lines.length(binary) + tail(checksum).length;
    }

    /**
     * The armor around lines of base64, which {@link Base64Lines} makes. For one thread.
     *
     * @param headers lines without their ends, in ASCII
     * @param lines a stream that throws no I/O errors
     * @param checksum the checksum of what the lines encode, if the armor is to have one
     */
    public static InputStream around(List<String> headers, InputStream lines, OptionalInt checksum) {
        return Streams.joined(new ByteArrayInputStream(head(headers)), lines, new ByteArrayInputStream(tail(checksum)));
    }

    private static byte[] head(List<String> headers) {
        StringBuilder head = new StringBuilder("-----BEGIN PGP MESSAGE-----\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        return ascii(head.append("\r\n").toString());
    }

    private static byte[] tail(OptionalInt checksum) {
        return ascii((checksum.isPresent() ? checksumLine(checksum.getAsInt()) : "") + "-----END PGP MESSAGE-----\r\n");
    }

    private static String checksumLine(int checksum) {
        byte[] octets = {(byte) (checksum >> 16), (byte) (checksum >> 8), (byte) checksum};
        return "=" + Base64.getEncoder().encodeToString(octets) + "\r\n";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
