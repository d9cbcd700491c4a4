package org.sealmx.server.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Text files in a folder; nobody but their owner can read them at any time. A file is there completely or not at all. */
final class OwnerOnlyFiles {

    private static final FileAttribute<Set<PosixFilePermission>> FOLDER = owner("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FILE = owner("rw-------");

    private final Path folder;

    private OwnerOnlyFiles(Path folder) {
        this.folder = folder;
    }

    /** The files in a folder, which is created when it is missing. */
    static OwnerOnlyFiles in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, FOLDER);
        }
        return new OwnerOnlyFiles(folder);
    }

    private static FileAttribute<Set<PosixFilePermission>> owner(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    boolean exists(String name) {
        return Files.exists(folder.resolve(name));
    }

    String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Path draft = folder.resolve(name + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel =
                FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
