package org.sealmx.octets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * An output that looks for the ends of lines, and need not do so in base64. The streams of {@link Base64Lines} call it
 * when they are transferred ({@link InputStream#transferTo}) to an {@link OutputStream} that is one.
 */
public interface LineSink {

    /**
     * Writes a part of lines that end in CR LF, of which none begins with a dot, and in which no other CR or LF is. The
     * first part begins with a line, and the last one ends with one.
     *
     * @throws IOException when they cannot be written, or when what was written before has not ended its line
     */
    void writeLines(byte[] octets, int offset, int length) throws IOException;
}
