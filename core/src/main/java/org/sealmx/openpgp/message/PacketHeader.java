package org.sealmx.openpgp.message;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The header of a packet (RFC 9580 section 4.2).
 *
 * @param tag the packet type, 0 to 63
 * @param length the length of the body or of its first part
 */
@Immutable
record PacketHeader(int tag, Length length) {

    /**
     * The length of a body or of a part of it.
     *
     * @param octets the number of octets; {@link #INDETERMINATE} when the body extends to the end of the stream
     * @param partial whether another part follows
     */
    @Immutable
    record Length(long octets, boolean partial) {

        static final long INDETERMINATE = -1;

        /** Whether the header determines where the packet ends. */
        boolean isFixed() {
            return !partial && octets != INDETERMINATE;
        }

        /**
         * Reads a length in the current format.
         *
         * @throws OpenPgpFormatException when the stream ends
         */
        static Length read(InputStream in) throws IOException {
            int first = octet(in);
            if (first < 192) {
                return new Length(first, false);
            }
            if (first < 224) {
                return new Length(((first - 192L) << 8) + octet(in) + 192, false);
            }
            if (first < 255) {
                return new Length(1L << (first & 0x1f), true);
            }
            return new Length(number(in, 4), false);
        }

        private static Length readLegacy(InputStream in, int type) throws IOException {
            return new Length(type == 3 ? INDETERMINATE : number(in, 1 << type), false);
        }
    }

    /**
     * Reads a header.
     *
     * @throws OpenPgpFormatException when there is none, or the stream ends in it
     */
    static PacketHeader read(InputStream in) throws IOException {
        int first = octet(in);
        if ((first & 0x80) == 0) {
            throw new OpenPgpFormatException("the content is not in OpenPGP format");
        }
        return (first & 0x40) != 0
                ? new PacketHeader(first & 0x3f, Length.read(in))
                : new PacketHeader((first & 0x3c) >> 2, Length.readLegacy(in, first & 0x03));
    }

    private static long number(InputStream in, int octets) throws IOException {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = (value << 8) | octet(in);
        }
        return value;
    }

    private static int octet(InputStream in) throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw OpenPgpFormatException.cutOff();
        }
        return octet;
    }
}
