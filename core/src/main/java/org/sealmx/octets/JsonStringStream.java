package org.sealmx.octets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The text of another stream as the content of a JSON string, without its quotation marks (RFC 8259 section 7), escaped
 * while it is read. For one thread.
 */
public final class JsonStringStream extends FilledInputStream {

    private static final int CHUNK = 8 * 1024;
    /** The length of {@code \}{@code u001f}. */
    private static final int LONGEST_ESCAPE = 6;

    private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final InputStream text;
    private final boolean latin1;
    private final byte[] chunk = new byte[CHUNK];

    private JsonStringStream(InputStream text, boolean latin1) {
        super(CHUNK * LONGEST_ESCAPE);
        this.text = text;
        this.latin1 = latin1;
    }

    /** Escapes a text in UTF-8, which is not validated. */
    public static JsonStringStream ofUtf8(InputStream text) {
        return new JsonStringStream(text, false);
    }

    /** Escapes a text in ISO 8859-1, in which every octet is a character. */
    public static JsonStringStream ofLatin1(InputStream text) {
        return new JsonStringStream(text, true);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    @Override
    int fill(byte[] escaped) throws IOException {
        int count = text.read(chunk);
        int limit = 0;
        for (int i = 0; i < count; i++) {
            limit = put(chunk[i] & 0xff, escaped, limit);
        }
        return limit;
    }

    /** Returns the position of the next octet. */
    private int put(int octet, byte[] escaped, int limit) {
        int at = limit;
        switch (octet) {
            case '"', '\\' -> at = putPair(octet, escaped, at);
            case '\n' -> at = putPair('n', escaped, at);
            case '\r' -> at = putPair('r', escaped, at);
            case '\t' -> at = putPair('t', escaped, at);
            default -> {
                if (octet < ' ') {
                    at = putPair('u', escaped, at);
                    escaped[at++] = '0';
                    escaped[at++] = '0';
                    escaped[at++] = HEXADECIMAL[octet >> 4];
                    escaped[at++] = HEXADECIMAL[octet & 0xf];
                } else if (latin1 && octet >= 0x80) {
                    escaped[at++] = (byte) (0xc0 | (octet >> 6));
                    escaped[at++] = (byte) (0x80 | (octet & 0x3f));
                } else {
                    escaped[at++] = (byte) octet;
                }
            }
        }
        return at;
    }

    private static int putPair(int second, byte[] escaped, int at) {
        escaped[at] = '\\';
        escaped[at + 1] = (byte) second;
        return at + 2;
    }
}
