package org.sealmx.tools.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.sealmx.server.config.OwnerOnlyFile;

/** Text files in a folder that only their owner can read, at any time. A file exists completely or not at all. */
final class OwnerOnlyFiles {

    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

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

    boolean exists(String name) {
        return Files.exists(folder.resolve(name));
    }

    String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    void write(String name, String text) throws IOException {
        OwnerOnlyFile.write(folder.resolve(name), text);
    }
}
