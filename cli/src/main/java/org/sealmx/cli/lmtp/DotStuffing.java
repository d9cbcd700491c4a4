package org.sealmx.cli.lmtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The transparency of RFC 5321 section 4.5.2. */
public final class DotStuffing {

    private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private DotStuffing() {}

    /** The message with CR LF at the end of each line that ends in LF alone. */
    public static byte[] withCrLf(byte[] message) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(message.length + 1024);
        int previous = 0;
        for (byte octet : message) {
            if (octet == '\n' && previous != '\r') {
                lines.write('\r');
            }
            lines.write(octet);
            previous = octet;
        }
        return lines.toByteArray();
    }

    /**
     * The message with the dots at line starts doubled, and with the final line. Adds the last CR LF when it is
     * missing.
     */
    public static byte[] stuff(byte[] message) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream(message.length + 1024);
        boolean atLineStart = true;
        for (byte b : message) {
            if (atLineStart && b == '.') {
                wire.write('.');
            }
            wire.write(b);
            atLineStart = b == '\n';
        }
        if (!atLineStart) {
            wire.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        wire.writeBytes(END);
        return wire.toByteArray();
    }
}
