package org.sealmx.directory.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/**
 * What tells one content of a file from another without reading it. The file key (the inode) makes a file that was
 * renamed into its place differ even when time and size are equal.
 *
 * @param modified when the content last changed
 * @param size in octets
 * @param fileKey the file system's own name of the file, empty where there is none
 */
record FileStamp(FileTime modified, long size, String fileKey) {

    /** The stamp of a file, empty when it is not there or cannot be looked at. */
    static Optional<FileStamp> of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new FileStamp(
                    attributes.lastModifiedTime(), attributes.size(), Objects.toString(attributes.fileKey(), "")));
        } catch (IOException e) {
            // Whoever reads the file meets the same error and reports it.
            return Optional.empty();
        }
    }
}
