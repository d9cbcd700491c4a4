package org.sealmx.directory.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Whom a new file belongs to. What root makes beside a server must be the server's, which could not use it otherwise.
 */
public final class FileOwner {

    private FileOwner() {}

    /**
     * Gives a file the owner and the group of another file or folder.
     *
     * @throws IOException when the system does not allow it; the message says what to do
     */
    public static void copy(Path from, Path to) throws IOException {
        PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        try {
            PosixFileAttributes own = view.readAttributes();
            if (!own.owner().equals(wanted.owner())) {
                view.setOwner(wanted.owner());
            }
            if (!own.group().equals(wanted.group())) {
                view.setGroup(wanted.group());
            }
        } catch (IOException e) {
            throw new IOException(
                    "the new file would not have the owner " + wanted.owner() + " and the group " + wanted.group()
                            + "; run this as that user",
                    e);
        }
    }
}
