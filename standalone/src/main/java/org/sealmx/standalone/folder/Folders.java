package org.sealmx.standalone.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders and the disk. */
public final class Folders {

    private Folders() {}

    /**
     * Has the folder's entries on the disk when it returns: without that, a file that is on the disk may have no name
     * after a power failure.
     *
     * @throws IOException when the disk does not take them
     */
    public static void sync(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
