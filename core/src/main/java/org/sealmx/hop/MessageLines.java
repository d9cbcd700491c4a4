package org.sealmx.hop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
    static void write(MessageSource message, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int previous = '\n';
        boolean lineStart = true;
        try (InputStream in = message.open()) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                int written = 0;
                for (int i = 0; i < length; i++) {
                    byte octet = buffer[i];
                    if ((octet == '\n') != (previous == '\r')) {
                        throw new HopProtocolException("our message has a line that does not end in CR LF");
                    }
                    if (lineStart && octet == '.') {
                        out.write(buffer, written, i - written);
                        out.write('.');
                        written = i;
                    }
                    lineStart = octet == '\n';
                    previous = octet;
                }
                out.write(buffer, written, length - written);
            }
        }
        if (previous == '\r') {
            throw new HopProtocolException("our message has a line that does not end in CR LF");
        }
        if (!lineStart) {
            out.write(CR_LF);
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
