package org.sealmx.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes small text files that only their owner can read, at any time. Whenever the process or the machine ends, a file
 * exists with all its content or not at all: a draft is written beside it, synchronised with the disk and then renamed.
 */
public final class OwnerOnlyFile {

    private OwnerOnlyFile() {}

    /**
     * Writes a file in UTF-8, replacing an existing one.
     *
     * @throws IOException when that is not possible; an existing file is then unchanged
     */
    public static void write(Path file, String text) throws IOException {
        Path draft = draft(file, text);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        synchronise(file);
    }

    /**
     * Writes a file in UTF-8 unless it exists. One that has appeared since the caller checked is kept.
     *
     * @throws IOException when that is not possible
     */
    public static void writeUnlessThere(Path file, String text) throws IOException {
        Path draft = draft(file, text);
        try {
            link(file, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
        synchronise(file);
    }

    /** Unlike a move, a link never replaces a file. */
    private static void link(Path file, Path draft) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // the file system has no hard links
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Path draft(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        // Java makes temporary files for their owner only
        Path draft = Files.createTempFile(folder, file.getFileName() + ".", ".new");
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
        return draft;
    }

    /** Synchronises the folder: only then is the file's name on the disk. */
    private static void synchronise(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
