package org.sealmx.server.lookup.protocol;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** D. J. Bernstein's netstrings: the length in decimal digits, a colon, that many octets, a comma. */
final class Netstring {

    /** More digits than any length that is accepted. */
    private static final int MOST_DIGITS = 9;

    private Netstring() {}

    /** A netstring of a text in UTF-8. */
    static byte[] of(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream framed = new ByteArrayOutputStream(content.length + MOST_DIGITS);
        framed.writeBytes((content.length + ":").getBytes(StandardCharsets.US_ASCII));
        framed.writeBytes(content);
        framed.write(',');
        return framed.toByteArray();
    }

    /**
     * Takes a netstring out of octets.
     *
     * @param most octets of content
     * @return the content; empty, with nothing read, when some of it is missing
     * @throws MalformedRequestException when these octets cannot become a netstring, or one that is too long; as soon
     *     as that is certain
     */
    static Optional<byte[]> take(ByteBuf octets, int most) throws MalformedRequestException {
        int digits = 0;
        int length = 0;
        while (digits < octets.readableBytes() && isDigit(octets, digits)) {
            if (digits > 0 && length == 0) {
                throw new MalformedRequestException("the length of a netstring must not begin with 0");
            }
            length = 10 * length + octets.getByte(octets.readerIndex() + digits) - '0';
            digits++;
            if (length > most || digits == MOST_DIGITS) {
                throw new MalformedRequestException("the request is longer than " + most + " octets");
            }
        }
        if (digits == octets.readableBytes()) {
            return Optional.empty();
        }
        if (digits == 0 || octets.getByte(octets.readerIndex() + digits) != ':') {
            throw new MalformedRequestException("the request must be a netstring: its length, a colon, and the octets");
        }
        int end = digits + 1 + length;
        if (octets.readableBytes() <= end) {
            return Optional.empty();
        }
        if (octets.getByte(octets.readerIndex() + end) != ',') {
            throw new MalformedRequestException("a netstring must end with a comma after its last octet");
        }
        byte[] content = new byte[length];
        octets.skipBytes(digits + 1).readBytes(content).skipBytes(1);
        return Optional.of(content);
    }

    private static boolean isDigit(ByteBuf octets, int index) {
        byte octet = octets.getByte(octets.readerIndex() + index);
        return octet >= '0' && octet <= '9';
    }
}
