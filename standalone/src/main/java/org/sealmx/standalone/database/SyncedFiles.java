package org.sealmx.standalone.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of H2 that wait for the disk: H2 itself writes without, so that a power failure would take back what it
 * committed. H2 makes the objects; the name of the file system is part of the URL.
 */
public final class SyncedFiles extends FilePathWrapper {

    static final String PREFIX = "synced:";

    private static final String SCHEME = "synced";

    /** Makes the name known to H2. */
    static void register() {
        FilePath.register(new SyncedFiles());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Synced(getBase().open(mode));
    }

    private static final class Synced extends FileBaseDefault {

        private final FileChannel file;

        Synced(FileChannel file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer to, long position) throws IOException {
            return file.read(to, position);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            int written = file.write(from, position);
            file.force(false);
            return written;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force(boolean withAttributes) throws IOException {
            file.force(withAttributes);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
