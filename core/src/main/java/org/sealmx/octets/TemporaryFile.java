package org.sealmx.octets;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ciphertext in a file without a name: it is created in {@code java.io.tmpdir} for this user only and deleted while it
 * is open, so that the system frees it when it is closed, when this object is collected, and when the process ends in
 * whatever way. Safe for use by several threads.
 */
final class TemporaryFile implements Ciphertext {

    private static final int BUFFER = 64 * 1024;

    private final RandomAccessFile file;
    /** Where it lies: it has no name itself. */
    private final Path folder;

    private long size;

    private TemporaryFile(RandomAccessFile file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /**
     * An empty file.
     *
     * @throws IOException when it cannot be created or not be deleted
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
     * Adds octets at the end.
     *
     * @throws IOException when they cannot be written, for example since the disk is full; it names the folder
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
            // nothing is lost with a file that nobody can open again; who reads it now is told by an error, and not by
            // its end
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
