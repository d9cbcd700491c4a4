package org.sealmx.octets;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A sequence of octets on the heap, held in chunks, so that a large one needs no contiguous array and growing it copies
 * nothing. {@link #toString()} reveals nothing of the content.
 */
@Immutable
public final class Octets {

    private final List<byte[]> chunks;
    private final long size;

    private Octets(List<byte[]> chunks, long size) {
        this.chunks = List.copyOf(chunks);
        this.size = size;
    }

    /** The number of octets. */
    public long size() {
        return size;
    }

    /** A new stream over all octets, for one thread. It throws nothing and need not be closed. */
    public InputStream open() {
        return new Reader();
    }

    /**
     * Writes all octets.
     *
     * @throws IOException when the stream cannot be written
     */
    public void writeTo(OutputStream out) throws IOException {
        open().transferTo(out);
    }

    @Override
    public String toString() {
        return "Octets[" + size + "]";
    }

    /** Collects octets. Not thread-safe. */
    public static final class Builder extends OutputStream {

        private static final int FIRST_CHUNK = 4 * 1024;
        private static final int LARGEST_CHUNK = 64 * 1024;

        private final List<byte[]> chunks = new ArrayList<>();
        private byte[] last = new byte[FIRST_CHUNK];
        private int used;
        private long full;

        @Override
        public void write(int octet) {
            makeRoom();
            last[used++] = (byte) octet;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            int from = offset;
            int left = length;
            while (left > 0) {
                makeRoom();
                int part = Math.min(left, last.length - used);
                System.arraycopy(bytes, from, last, used, part);
                used += part;
                from += part;
                left -= part;
            }
        }

        /** The number of octets written so far. */
        public long size() {
            return full + used;
        }

        /** The octets written. Afterwards the builder is empty and can be reused. */
        public Octets build() {
            long size = size();
            List<byte[]> all = new ArrayList<>(chunks);
            all.add(Arrays.copyOf(last, used));
            chunks.clear();
            last = new byte[FIRST_CHUNK];
            used = 0;
            full = 0;
            return new Octets(List.copyOf(all), size);
        }

        private void makeRoom() {
            if (used == last.length) {
                chunks.add(last);
                full += used;
                last = new byte[Math.min(2 * last.length, LARGEST_CHUNK)];
                used = 0;
            }
        }
    }

    private final class Reader extends InputStream {

        private int chunk;
        private int position;

        @Override
        public int read() {
            return advance() ? chunks.get(chunk)[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            int copied = 0;
            while (copied < length && advance()) {
                byte[] current = chunks.get(chunk);
                int part = Math.min(length - copied, current.length - position);
                System.arraycopy(current, position, target, offset + copied, part);
                position += part;
                copied += part;
            }
            return copied == 0 ? -1 : copied;
        }

        @Override
        public long transferTo(OutputStream out) throws IOException {
            long transferred = 0;
            while (advance()) {
                byte[] current = chunks.get(chunk);
                int part = current.length - position;
                out.write(current, position, part);
                position += part;
                transferred += part;
            }
            return transferred;
        }

        @Override
        public int available() {
            return advance() ? chunks.get(chunk).length - position : 0;
        }

        @Override
        public long skip(long count) {
            long skipped = 0;
            while (skipped < count && advance()) {
                int part = (int) Math.min(count - skipped, chunks.get(chunk).length - position);
                position += part;
                skipped += part;
            }
            return skipped;
        }

        /** Moves to the chunk that contains the next octet; false at the end. */
        private boolean advance() {
            while (chunk < chunks.size() && position == chunks.get(chunk).length) {
                chunk++;
                position = 0;
            }
            return chunk < chunks.size();
        }
    }
}
