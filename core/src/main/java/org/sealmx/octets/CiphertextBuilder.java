package org.sealmx.octets;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Collects encrypted octets on the heap up to a threshold, and in a temporary file beyond it, so that the heap used for
 * a message is bounded. Callers must not write anything unencrypted to it. Not thread-safe.
 */
public final class CiphertextBuilder extends OutputStream {

    /** The default threshold in octets. A file costs time, and few messages are larger. */
    public static final int LARGEST_ON_HEAP = 16 * 1024 * 1024;

    private final long threshold;
    private final Octets.Builder heap = new Octets.Builder();
    private Optional<TemporaryFile> file = Optional.empty();

    /** With the default threshold, 16 MiB. */
    public CiphertextBuilder() {
        this(LARGEST_ON_HEAP);
    }

    /** @param threshold the number of octets that are kept on the heap */
    public CiphertextBuilder(long threshold) {
        this.threshold = threshold;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file.isEmpty() && heap.size() + length <= threshold) {
            heap.write(bytes, offset, length);
            return;
        }
        if (file.isEmpty()) {
            file = Optional.of(TemporaryFile.create());
            try (OutputStream out = into(file.get())) {
                heap.build().writeTo(out);
            }
        }
        file.get().append(bytes, offset, length);
    }

    /** The octets written. Nothing may be written afterwards. */
    public Ciphertext build() {
        return file.<Ciphertext>map(f -> f).orElseGet(() -> new OnHeap(heap.build()));
    }

    /** Discards the octets written. */
    public void discard() {
        file.ifPresent(TemporaryFile::close);
    }

    private static OutputStream into(TemporaryFile file) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                file.append(bytes, offset, length);
            }
        };
    }

    @Immutable
    private record OnHeap(Octets octets) implements Ciphertext {

        @Override
        public long size() {
            return octets.size();
        }

        @Override
        public InputStream open() {
            return octets.open();
        }

        @Override
        public void close() {
            // the garbage collector frees the heap
        }
    }
}
