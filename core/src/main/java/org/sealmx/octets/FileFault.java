package org.sealmx.octets;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** Adds the name of the file to I/O errors. Pure functions. */
public final class FileFault {

    private FileFault() {}

    /**
     * The same fault with the name of the file, which the system omits when, for example, the disk is full.
     *
     * @param file the file that was written or read, or its folder
     * @param fault returned unchanged when it already names a file
     */
    public static IOException naming(Path file, IOException fault) {
        if (fault instanceof FileSystemException) {
            return fault;
        }
        String reason = Optional.ofNullable(fault.getMessage())
                .orElseGet(() -> fault.getClass().getSimpleName());
        FileSystemException named = new FileSystemException(file.toString(), null, reason);
        named.initCause(fault);
        return named;
    }
}
