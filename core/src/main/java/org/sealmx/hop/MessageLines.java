package org.sealmx.hop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.sealmx.octets.LineEnds;
import org.sealmx.octets.LineSink;
import org.sealmx.octets.MessageSource;

/** The lines of a message after DATA (RFC 5321 section 4.5.2). */
final class MessageLines {

    private static final byte[] CR_LF = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 32 * 1024;

    private MessageLines() {}

    /**
     * Writes a message with the dots at the start of lines doubled, and CR LF at its end, without the final dot.
     *
     * @throws HopProtocolException when a CR or LF is not part of CR LF: servers disagree about where such a message
     *     ends; nothing that ends the message has been written
     */
    static void write(InputStream message, OutputStream out) throws IOException {
        DottedLines lines = new DottedLines(out);
        message.transferTo(lines);
        lines.end();
    }

    /** Doubles dots. What is written comes block by block, and a block may end anywhere. */
    private static final class DottedLines extends OutputStream implements LineSink {

        private final OutputStream out;
        private boolean lineStart = true;
        private boolean carriageReturn;

        DottedLines(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] block, int offset, int length) throws IOException {
            int to = offset + length;
            int written = offset;
            int at = offset;
            while (at < to) {
                if (carriageReturn) {
                    require(block[at] == '\n');
                    at++;
                    carriageReturn = false;
                    lineStart = true;
                    continue;
                }
                if (lineStart && block[at] == '.') {
                    out.write(block, written, at - written);
                    out.write('.');
                    written = at;
                }
                int end = LineEnds.next(block, at, to);
                lineStart = false;
                at = end;
                if (end < to) {
                    require(block[end] == '\r');
                    at++;
                    carriageReturn = at == to;
                    if (!carriageReturn) {
                        require(block[at] == '\n');
                        at++;
                        lineStart = true;
                    }
                }
            }
            out.write(block, written, to - written);
        }

        @Override
        public void writeLines(byte[] octets, int offset, int length) throws IOException {
            require(lineStart);
            out.write(octets, offset, length);
        }

        void end() throws IOException {
            require(!carriageReturn);
            if (!lineStart) {
                out.write(CR_LF);
            }
        }

        private static void require(boolean crLf) throws HopProtocolException {
            if (!crLf) {
                throw new HopProtocolException("our message has a line that does not end in CR LF");
            }
        }
    }

    /** Whether all octets are ASCII, so that the message needs no 8BITMIME (RFC 6152). */
    static boolean isAscii(MessageSource message) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = message.open()) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                for (int i = 0; i < length; i++) {
                    if (buffer[i] < 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
