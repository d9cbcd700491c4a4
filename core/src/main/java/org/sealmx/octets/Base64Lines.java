package org.sealmx.octets;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 in lines of 76 columns that end with CRLF, the last one too. RFC 2045 section 6.8 and RFC 9580 section 6 allow
 * no longer ones, and whoever reads a message line by line takes less time the fewer there are.
 */
public final class Base64Lines {

    private static final int CRLF = 2;
    private static final int COLUMNS = 76;
    private static final int OCTETS_PER_LINE = COLUMNS / 4 * 3;
    private static final int LINES_AT_ONCE = 286;

    private Base64Lines() {}

    /**
     * The length in octets of the base64 lines that encode the given number of octets.
     *
     * @param binary at least 0
     */
    public static long length(long binary) {
        long rest = binary % OCTETS_PER_LINE;
        long restLine = rest == 0 ? 0 : (rest + 2) / 3 * 4 + CRLF;
        return binary / OCTETS_PER_LINE * (COLUMNS + CRLF) + restLine;
    }

    /**
     * How many octets complete the line that some octets end in; 0 when they end with it.
     *
     * @param binary the number of octets, at least 0
     */
    public static int restOfLine(long binary) {
        return Math.floorMod(-binary, OCTETS_PER_LINE);
    }

    /**
     * A stream over lines that were encoded before. For one thread.
     *
     * @param lines all that a stream of {@link #encode} had
     */
    public static InputStream open(Octets lines) {
        return new FilterInputStream(lines.open()) {
            @Override
            public long transferTo(OutputStream out) throws IOException {
                return in.transferTo(asLines(out));
            }
        };
    }

    /** Where to write lines of base64: to the output, or so that one that looks for their ends knows what they are. */
    private static OutputStream asLines(OutputStream out) {
        if (!(out instanceof LineSink sink)) {
            return out;
        }
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                sink.writeLines(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                sink.writeLines(octets, offset, length);
            }
        };
    }

    /**
     * Encodes a stream while the result is read. For one thread.
     *
     * @param binary a stream that throws no I/O errors
     */
    public static InputStream encode(InputStream binary) {
        return new Lines(binary);
    }

    private static final class Lines extends FilledInputStream {

        private final InputStream binary;
        private final byte[] raw = new byte[OCTETS_PER_LINE * LINES_AT_ONCE];
        private final byte[] unbroken = new byte[COLUMNS * LINES_AT_ONCE];

        Lines(InputStream binary) {
            super((COLUMNS + CRLF) * LINES_AT_ONCE);
            this.binary = binary;
        }

        @Override
        int fill(byte[] encoded) throws IOException {
            int got = binary.readNBytes(raw, 0, raw.length);
            byte[] source = got == raw.length ? raw : Arrays.copyOf(raw, got);
            return breakLines(Base64.getEncoder().encode(source, unbroken), encoded);
        }

        @Override
        public long transferTo(OutputStream out) throws IOException {
            return super.transferTo(asLines(out));
        }

        /** Encoding many lines at once and then breaking them is twice as fast as encoding line by line. */
        private int breakLines(int length, byte[] encoded) {
            int to = 0;
            for (int from = 0; from < length; from += COLUMNS) {
                int columns = Math.min(COLUMNS, length - from);
                System.arraycopy(unbroken, from, encoded, to, columns);
                to += columns;
                encoded[to++] = '\r';
                encoded[to++] = '\n';
            }
            return to;
        }
    }
}
