package org.sealmx.directory.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import org.sealmx.directory.DirectoryConfigurationException;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.edit.FileOwner;

/**
 * Replaces a part of a directory file: the new content is written beside it, with the same owner, group and
 * permissions, flushed to the disk, read as the server would, and renamed. Readers see the old file or the new one.
 *
 * @param file not a symbolic link
 * @param seen the stamp of the file when it was read; what was written since is not overwritten
 */
record FileReplacement(Path file, Optional<FileStamp> seen) {

    /**
     * Replaces octets.
     *
     * @param from the offset of the first
     * @param to the offset after the last
     * @param octets in their place
     * @return whether the file is replaced; if not, it was changed by somebody else since it was read
     * @throws DirectoryUnavailableException when the file cannot be written; it is unchanged then
     */
    boolean write(long from, long to, byte[] octets) throws DirectoryUnavailableException {
        try {
            Path next = beside();
            try {
                copy(next, from, to, octets);
                if (isChanged()) {
                    return false;
                }
                IdentityFile.read(next, IdentityFile.MAX_BYTES);
                if (isChanged()) {
                    return false;
                }
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            if (isChanged()) {
                return false;
            }
            throw new DirectoryUnavailableException(
                    "directory file " + file + " cannot be written, and is unchanged: " + e, e);
        } catch (DirectoryConfigurationException e) {
            throw new DirectoryUnavailableException(
                    "directory file " + file + " is unchanged, since the new content could not be read again: "
                            + e.getMessage(),
                    e);
        }
        syncFolder();
        return true;
    }

    private boolean isChanged() {
        return !seen.equals(FileStamp.of(file));
    }

    /** A new file that nobody else can read meanwhile, with the owner and the permissions of the other. */
    private Path beside() throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        Path next = Files.createTempFile(
                folder(),
                "." + file.getFileName() + ".",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            FileOwner.copy(file, next);
            Files.setPosixFilePermissions(next, attributes.permissions());
            return next;
        } catch (IOException e) {
            Files.deleteIfExists(next);
            throw e;
        }
    }

    private void copy(Path next, long from, long to, byte[] octets) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(next, StandardOpenOption.WRITE)) {
            transfer(in, 0, from, out);
            ByteBuffer buffer = ByteBuffer.wrap(octets);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            transfer(in, to, in.size(), out);
            out.force(true);
        }
    }

    private static void transfer(FileChannel in, long from, long to, FileChannel out) throws IOException {
        for (long at = from; at < to; ) {
            long moved = in.transferTo(at, to - at, out);
            if (moved <= 0) {
                throw new IOException("the file became shorter while it was read");
            }
            at += moved;
        }
    }

    private void syncFolder() throws DirectoryUnavailableException {
        try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            throw new DirectoryUnavailableException(
                    "directory file " + file + " is changed, but it is not known whether the change is on the disk: "
                            + e.getMessage(),
                    e);
        }
    }

    private Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }
}
