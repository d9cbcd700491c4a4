package org.sealmx.octets;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ciphertext in a file without a name. The file is created in {@code java.io.tmpdir} for this user only and deleted
 * while it is open. The system therefore frees it when it is closed, when this object is garbage-collected, or when the
 * process ends in any way.
 */
@ThreadSafe
final class TemporaryFile implements Ciphertext {

    private static final int BUFFER = 64 * 1024;

    @GuardedBy("this")
    private final RandomAccessFile file;
    /** The folder, for error messages, since the file itself has no name. */
    private final Path folder;

    @GuardedBy("this")
    private long size;

    private TemporaryFile(RandomAccessFile file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /**
     * An empty file.
     *
     * @throws IOException when it cannot be created or deleted
     */
    static TemporaryFile create() throws IOException {
        Path path = Files.createTempFile("sealmx-", ".sealed");
        try {
            return new TemporaryFile(
                    new RandomAccessFile(path.toFile(), "rw"),
                    path.resolveSibling("").toAbsolutePath());
        } finally {
            Files.delete(path);
        }
    }

    /**
     * Appends octets.
     *
     * @throws IOException when they cannot be written, for example because the disk is full; the message names the
     *     folder
     */
    synchronized void append(byte[] bytes, int offset, int length) throws IOException {
        try {
            file.seek(size);
            file.write(bytes, offset, length);
        } catch (IOException e) {
            throw FileFault.naming(folder, e);
        }
        size += length;
    }

    @Override
    public synchronized long size() {
        return size;
    }

    @Override
    public InputStream open() {
        return new Reader();
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            // Nothing is lost: nobody can open the file again, and a reader that still uses it gets an error.
            return;
        }
    }

    private synchronized int read(long position, byte[] target) {
        try {
            int wanted = (int) Math.min(target.length, size - position);
            file.seek(position);
            file.readFully(target, 0, wanted);
            return wanted;
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary file cannot be read", e);
        }
    }

    private final class Reader extends FilledInputStream {

        private long fetched;

        Reader() {
            super(BUFFER);
        }

        @Override
        int fill(byte[] octets) {
            if (fetched == size()) {
                return 0;
            }
            int got = TemporaryFile.this.read(fetched, octets);
            fetched += got;
            return got;
        }
    }
}
