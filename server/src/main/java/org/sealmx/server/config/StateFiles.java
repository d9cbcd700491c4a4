package org.sealmx.server.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** Says what an operator can do when a file that SealMX keeps its state in cannot be written. */
public final class StateFiles {

    private StateFiles() {}

    /**
     * One line: where, what, and what to do.
     *
     * @param file that was to be written
     * @param problem what the system said
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
