package org.sealmx.octets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a text line by line. Lines end with LF or CRLF and have a maximum length, so memory stays bounded whatever
 * comes in. Each octet becomes a character of ISO 8859-1. For one thread.
 */
public final class BoundedLines {

    private static final int BUFFER = 16 * 1024;

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long offset;

    /** @param longest the maximum length of a line in octets, including its end */
    public BoundedLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * The next line without its end; empty at the end of the text.
     *
     * @throws LineTooLongException when the line is longer than the bound
     * @throws IOException when the stream cannot be read
     */
    public Optional<String> next() throws IOException {
        ByteArrayOutputStream begun = new ByteArrayOutputStream(0);
        while (fill()) {
            int start = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            boolean ended = position < limit;
            int length = position - start;
            position += ended ? 1 : 0;
            offset += position - start;
            if (begun.size() + length >= longest) {
                throw new LineTooLongException(longest);
            }
            if (ended && begun.size() == 0) {
                return Optional.of(text(buffer, start, length));
            }
            begun.write(buffer, start, length);
            if (ended) {
                return Optional.of(text(begun.toByteArray(), 0, begun.size()));
            }
        }
        return begun.size() == 0 ? Optional.empty() : Optional.of(text(begun.toByteArray(), 0, begun.size()));
    }

    /** The number of octets in the lines read so far, including their ends. */
    public long offset() {
        return offset;
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            limit = Math.max(0, in.read(buffer));
            position = 0;
        }
        return position < limit;
    }

    private static String text(byte[] octets, int start, int length) {
        boolean carriageReturn = length > 0 && octets[start + length - 1] == '\r';
        return new String(octets, start, carriageReturn ? length - 1 : length, StandardCharsets.ISO_8859_1);
    }
}
