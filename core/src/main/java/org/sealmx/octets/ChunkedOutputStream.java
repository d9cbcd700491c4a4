package org.sealmx.octets;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** Collects output and passes it on in chunks of equal size; {@link #close()} passes on the rest. For one thread. */
public abstract class ChunkedOutputStream extends OutputStream {

    /** The initial capacity, so that a short text does not allocate a whole chunk. */
    private static final int FIRST = 4 * 1024;

    private final int size;
    private final int room;
    private byte[] chunk;
    private int used;

    /**
     * @param size the size of a chunk in octets
     * @param room the spare octets after the chunk in the same array
     */
    public ChunkedOutputStream(int size, int room) {
        this.size = size;
        this.room = room;
        this.chunk = new byte[Math.min(size, FIRST) + room];
    }

    /** Writes a full chunk, which begins at the start of the array. May change the array. */
    protected abstract void writeChunk(byte[] octets, int length) throws IOException;

    /** Writes the rest, which is less than a chunk and may be empty, and ends the output. */
    protected abstract void finish(byte[] octets, int length) throws IOException;

    @Override
    public final void write(int octet) throws IOException {
        makeRoom(1);
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
            makeRoom(part);
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

    private void makeRoom(int more) {
        int needed = used + more + room;
        if (needed > chunk.length) {
            int doubled = 2 * (chunk.length - room) + room;
            chunk = Arrays.copyOf(chunk, Math.min(size + room, Math.max(needed, doubled)));
        }
    }

    private void writeIfFull() throws IOException {
        if (used == size) {
            used = 0;
            writeChunk(chunk, size);
        }
    }
}
