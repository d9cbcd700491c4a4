package org.sealmx.openpgp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** Collects what is written and hands it on in chunks of one size; what is left is for {@link #close()}. For one thread. */
abstract class ChunkedOutputStream extends OutputStream {

    private final byte[] chunk;
    private final int size;
    private int used;

    /**
     * @param size of a chunk in octets
     * @param room behind it in the same array
     */
    ChunkedOutputStream(int size, int room) {
        this.chunk = new byte[size + room];
        this.size = size;
    }

    /** Takes a full chunk from the beginning of the array, which may be changed. */
    abstract void writeChunk(byte[] octets, int length) throws IOException;

    /** Takes what is left, less than a chunk or nothing, and then ends. */
    abstract void finish(byte[] octets, int length) throws IOException;

    @Override
    public final void write(int octet) throws IOException {
        chunk[used++] = (byte) octet;
        writeIfFull();
    }

    @Override
    public final void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int from = offset;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, size - used);
            System.arraycopy(bytes, from, chunk, used, part);
            used += part;
            from += part;
            left -= part;
            writeIfFull();
        }
    }

    @Override
    public final void close() throws IOException {
        int rest = used;
        used = 0;
        finish(chunk, rest);
    }

    private void writeIfFull() throws IOException {
        if (used == size) {
            used = 0;
            writeChunk(chunk, size);
        }
    }
}
