package org.sealmx.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * ASCII armor of an encrypted message (RFC 9580 section 6): lines of 64 columns that end with CRLF, and no armor headers.
 */
final class Armor {

    private static final byte[] HEAD = ascii("-----BEGIN PGP MESSAGE-----\r\n\r\n");
    private static final byte[] CRLF = ascii("\r\n");
    private static final int COLUMNS = 64;
    private static final int OCTETS_PER_LINE = COLUMNS / 4 * 3;
    private static final int LINES_AT_ONCE = 340;

    private Armor() {}

    /**
     * How many octets the armor of so many octets has.
     *
     * @param binary at least 0
     */
    static long length(long binary, OptionalInt checksum) {
        long fullLines = binary / OCTETS_PER_LINE;
        long rest = binary % OCTETS_PER_LINE;
        long restLine = rest == 0 ? 0 : (rest + 2) / 3 * 4 + CRLF.length;
        return HEAD.length + fullLines * (COLUMNS + CRLF.length) + restLine + tail(checksum).length;
    }

    /**
     * The armor of what a stream yields, made while it is read. Used by one thread.
     *
     * @param binary   a stream that throws no I/O errors
     * @param checksum of all of it, if there is to be one
     */
    static InputStream encode(InputStream binary, OptionalInt checksum) {
        return new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(HEAD), new Lines(binary), new ByteArrayInputStream(tail(checksum)))));
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

    private static final class Lines extends InputStream {

        private final Base64.Encoder encoder = Base64.getMimeEncoder(COLUMNS, CRLF);
        private final InputStream binary;
        private final byte[] raw = new byte[OCTETS_PER_LINE * LINES_AT_ONCE];
        private final byte[] encoded = new byte[(COLUMNS + CRLF.length) * LINES_AT_ONCE];
        private int position;
        private int limit;

        Lines(InputStream binary) {
            this.binary = binary;
        }

        @Override
        public int read() {
            return fill() ? encoded[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int part = Math.min(length, limit - position);
            System.arraycopy(encoded, position, target, offset, part);
            position += part;
            return part;
        }

        private boolean fill() {
            if (position < limit) {
                return true;
            }
            int got = readFully();
            if (got == 0) {
                return false;
            }
            byte[] source = got == raw.length ? raw : Arrays.copyOf(raw, got);
            limit = encoder.encode(source, encoded);
            System.arraycopy(CRLF, 0, encoded, limit, CRLF.length);
            limit += CRLF.length;
            position = 0;
            return true;
        }

        private int readFully() {
            try {
                return binary.readNBytes(raw, 0, raw.length);
            } catch (IOException e) {
                throw new UncheckedIOException("reading from the heap failed", e);
            }
        }
    }
}
