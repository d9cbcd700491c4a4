package org.sealmx.couchdb;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** The base64 encoding (RFC 4648 section 4) of another stream, without line ends. */
final class Base64InputStream extends InputStream {

    private static final int CHUNK = 3 * 4096;

    private final InputStream source;
    private byte[] encoded = {};
    private int position;

    Base64InputStream(InputStream source) {
        this.source = source;
    }

    /** The length of the base64 encoding of so many octets. */
    static long lengthOf(long octets) {
        return 4 * ((octets + 2) / 3);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (position == encoded.length) {
            byte[] chunk = source.readNBytes(CHUNK);
            if (chunk.length == 0) {
                return -1;
            }
            encoded = Base64.getEncoder().encode(chunk);
            position = 0;
        }
        int count = Math.min(length, encoded.length - position);
        System.arraycopy(encoded, position, into, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
