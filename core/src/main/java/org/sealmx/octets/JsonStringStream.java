package org.sealmx.octets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What stands between the quotes of a JSON string (RFC 8259 section 7) for the text that another stream yields, made while it is read. For
 * one thread.
 */
public final class JsonStringStream extends InputStream {

    private static final int CHUNK = 8 * 1024;
    /** Of {@code \}{@code u001f}. */
    private static final int LONGEST_ESCAPE = 6;

    private static final byte[] HEXADECIMAL = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final InputStream text;
    private final boolean latin1;
    private final byte[] chunk = new byte[CHUNK];
    private final byte[] escaped = new byte[CHUNK * LONGEST_ESCAPE];
    private int position;
    private int limit;

    private JsonStringStream(InputStream text, boolean latin1) {
        this.text = text;
        this.latin1 = latin1;
    }

    /** Of a text in UTF-8, which is not checked. */
    public static JsonStringStream ofUtf8(InputStream text) {
        return new JsonStringStream(text, false);
    }

    /** Of a text in ISO 8859-1, of which every octet is a character. */
    public static JsonStringStream ofLatin1(InputStream text) {
        return new JsonStringStream(text, true);
    }

    @Override
    public int read() throws IOException {
        return position < limit || fill() ? escaped[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == limit && !fill()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(escaped, position, into, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private boolean fill() throws IOException {
        int count = text.read(chunk);
        position = 0;
        limit = 0;
        for (int i = 0; i < count; i++) {
            put(chunk[i] & 0xff);
        }
        return limit > 0;
    }

    private void put(int octet) {
        switch (octet) {
            case '"', '\\' -> putPair(octet);
            case '\n' -> putPair('n');
            case '\r' -> putPair('r');
            case '\t' -> putPair('t');
            default -> {
                if (octet < ' ') {
                    putPair('u');
                    putOctet('0');
                    putOctet('0');
                    putOctet(HEXADECIMAL[octet >> 4]);
                    putOctet(HEXADECIMAL[octet & 0xf]);
                } else if (latin1 && octet >= 0x80) {
                    putOctet(0xc0 | (octet >> 6));
                    putOctet(0x80 | (octet & 0x3f));
                } else {
                    putOctet(octet);
                }
            }
        }
    }

    private void putPair(int second) {
        putOctet('\\');
        putOctet(second);
    }

    private void putOctet(int octet) {
        escaped[limit++] = (byte) octet;
    }
}
