package org.sealmx.octets;

import java.io.InputStream;
import java.util.Objects;

/** Yields octets that are made a buffer at a time. Throws no I/O errors by itself and needs no closing. For one thread. */
abstract class FilledInputStream extends InputStream {

    private final byte[] buffer;
    private int position;
    private int limit;

    /** @param size of the buffer in octets */
    FilledInputStream(int size) {
        this.buffer = new byte[size];
    }

    /** Puts octets into the buffer from its beginning on, and returns how many; 0 at the end, and from then on. */
    abstract int fill(byte[] octets);

    @Override
    public final int read() {
        return hasOctets() ? buffer[position++] & 0xff : -1;
    }

    @Override
    public final int read(byte[] target, int offset, int length) {
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

    private boolean hasOctets() {
        if (position == limit) {
            position = 0;
            limit = fill(buffer);
        }
        return position < limit;
    }
}
