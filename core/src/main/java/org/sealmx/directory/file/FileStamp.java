package org.sealmx.directory.file;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/**
 * Distinguishes the content of a file from other content without reading it. Thanks to the file key (the inode), a file
 * that replaces another by renaming differs even if time and size are equal.
 *
 * @param modified when the content last changed
 * @param size in octets
 * @param fileKey the file system's own key of the file; empty if it has none
 */
@Immutable
record FileStamp(FileTime modified, long size, String fileKey) {

    /** The stamp of a file; empty when its attributes cannot be read, for example since it does not exist. */
    static Optional<FileStamp> of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new FileStamp(
                    attributes.lastModifiedTime(), attributes.size(), Objects.toString(attributes.fileKey(), "")));
        } catch (IOException e) {
            // Reading the file meets the same error and reports it.
            return Optional.empty();
        }
    }
}
