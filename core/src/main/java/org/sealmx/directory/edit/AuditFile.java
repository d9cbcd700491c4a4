package org.sealmx.directory.edit;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;

/**
 * The record of changes in one file: a line for each, with its time in front (UTC, RFC 3339). Any number of programs
 * add to it at the same time; each line is one write at the end of the file, which the system does as a whole, and is
 * on the disk when {@link #add} returns. A new file can be read by its owner alone, and belongs to the owner of its
 * folder.
 */
@ThreadSafe
public final class AuditFile {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    @SuppressWarnings("ThreadSafe") // a path is
    private final Path file;

    @SuppressWarnings("ThreadSafe") // a clock is
    private final Clock clock;

    /**
     * @param file need not exist, nor its folder
     * @param clock the time of each line
     */
    public AuditFile(Path file, Clock clock) {
        this.file = file.toAbsolutePath();
        this.clock = clock;
    }

    /**
     * Makes the file when it is missing.
     *
     * @throws IOException when nothing can be added to it
     */
    public void prepare() throws IOException {
        open().close();
    }

    /**
     * Adds a line.
     *
     * @param line without its end
     * @throws IOException when it is not known to be on the disk
     */
    public void add(String line) throws IOException {
        String text = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line + "\n";
        ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = open()) {
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
    }

    private FileChannel open() throws IOException {
        try {
            return existing();
        } catch (NoSuchFileException e) {
            return made();
        }
    }

    private FileChannel made() throws IOException {
        Path folder = folder(file);
        makeFolder(folder);
        FileChannel made;
        try {
            made = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND), OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            // somebody else has just made it
            return existing();
        }
        try {
            FileOwner.copy(folder, file);
            return made;
        } catch (IOException e) {
            made.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private FileChannel existing() throws IOException {
        return FileChannel.open(file, StandardOpenOption.APPEND);
    }

    private static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder(folder);
        makeFolder(parent);
        try {
            Files.createDirectory(folder, OWNER_ONLY_FOLDER);
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(folder)) {
                // somebody else has just made it
                return;
            }
            throw e;
        }
        FileOwner.copy(parent, folder);
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent(), "a file is in a folder");
    }

    /** Where it is. */
    @Override
    public String toString() {
        return file.toString();
    }
}
