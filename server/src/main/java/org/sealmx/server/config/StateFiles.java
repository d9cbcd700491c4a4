package org.sealmx.server.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** Says what an operator can do when SealMX cannot write a file with its state. */
public final class StateFiles {

    private StateFiles() {}

    /**
     * One line that says where, what is wrong, and what to do.
     *
     * @param file the file that was to be written
     * @param problem the system's error
     */
    public static StartUpException cannotWrite(Path file, IOException problem) {
        Path folder = Optional.ofNullable(file.normalize().getParent()).orElse(file);
        if (problem instanceof AccessDeniedException) {
            return new StartUpException(
                    "Cannot write to " + folder + ": permission denied. Make it writable for the user that runs James ("
                            + System.getProperty("user.name", "") + ").",
                    problem);
        }
        String reason = problem instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(problem.getMessage());
        return new StartUpException("Cannot write to " + file.normalize() + ": " + reason + ".", problem);
    }
}
