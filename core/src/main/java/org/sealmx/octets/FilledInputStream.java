package org.sealmx.octets;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Yields octets that are made a buffer at a time. Needs no closing by itself. For one thread. */
abstract class FilledInputStream extends InputStream {

    private final byte[] buffer;
    private int position;
    private int limit;

    /** @param size of the buffer in octets */
    FilledInputStream(int size) {
        this.buffer = new byte[size];
    }

    /**
     * Puts octets into the buffer from its beginning on, and returns how many; 0 at the end, and from then on.
     *
     * @throws IOException when what they are made of cannot be read
     */
    abstract int fill(byte[] octets) throws IOException;

    @Override
    public final int read() throws IOException {
        return hasOctets() ? buffer[position++] & 0xff : -1;
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!hasOctets()) {
            return -1;
        }
        int part = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, part);
        position += part;
        return part;
    }

    private boolean hasOctets() throws IOException {
        if (position == limit) {
            position = 0;
            limit = fill(buffer);
        }
        return position < limit;
    }
}
