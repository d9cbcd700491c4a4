package org.sealmx.octets;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** What goes wrong with a file, with the file's name. Pure functions. */
public final class FileFault {

    private FileFault() {}

    /**
     * The same fault with the name of the file: what the system says of a full disk names none.
     *
     * @param file that was written or read, or the folder that it lies in
     * @param fault returned as it is when it names a file itself
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
