package org.sealmx.octets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * A stream whose octets are produced one buffer at a time. It need not be closed unless a subclass says so. For one
 * thread.
 */
abstract class FilledInputStream extends InputStream {

    private final byte[] buffer;
    private int position;
    private int limit;

    /** @param size the size of the buffer in octets */
    FilledInputStream(int size) {
        this.buffer = new byte[size];
    }

    /**
     * Fills the buffer from its start and returns the number of octets; 0 at the end and on every later call.
     *
     * @throws IOException when the underlying data cannot be read
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

    /** Without a copy. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
        long transferred = 0;
        while (hasOctets()) {
            int part = limit - position;
            out.write(buffer, position, part);
            position += part;
            transferred += part;
        }
        return transferred;
    }

    private boolean hasOctets() throws IOException {
        if (position == limit) {
            position = 0;
            limit = fill(buffer);
        }
        return position < limit;
    }
}
