package org.sealmx.standalone.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders and the disk. */
public final class Folders {

    private Folders() {}

    /**
     * Has a file, or the entries of a folder, on the disk when it returns. Without the latter, a file that is on the
     * disk may have no name after a power failure.
     *
     * @throws IOException when the disk does not take them
     */
    public static void sync(Path fileOrFolder) throws IOException {
        try (FileChannel entries = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /**
     * Has the folder, its folders and their files on the disk when it returns.
     *
     * @throws IOException when the disk does not take them
     */
    public static void syncAll(Path folder) throws IOException {
        for (Path path : all(folder)) {
            sync(path);
        }
    }

    /** Deletes a folder with all that is in it, if it exists. */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path path : all(folder)) {
                Files.delete(path);
            }
        }
    }

    /** Deletes all that is in a folder, and leaves the folder itself, which may be a link or a mounted file system. */
    static void empty(Path folder) throws IOException {
        Path real = folder.toRealPath();
        for (Path path : all(real)) {
            if (!path.equals(real)) {
                Files.delete(path);
            }
        }
    }

    /** What is in a folder before the folder itself. */
    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
