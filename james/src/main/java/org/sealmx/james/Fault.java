package org.sealmx.james;

import java.nio.file.FileSystemException;
import org.sealmx.directory.Printable;

/**
 * Describes a fault for the log: which exception, and where it was thrown. It never includes the exception's message,
 * which may contain an address or a subject, except for a file that cannot be read or written: its name and the
 * system's reason, such as a full disk. Pure functions.
 */
public final class Fault {

    private Fault() {}

    /** The classes of the exception and of its causes, each with the place where it was thrown. One line. */
    public static String of(Throwable fault) {
        StringBuilder words = new StringBuilder();
        int depth = 0;
        for (Throwable t = fault; t != null && depth < 5; t = t.getCause(), depth++) {
            words.append(depth == 0 ? "" : ", caused by ").append(t.getClass().getName());
            StackTraceElement[] trace = t.getStackTrace();
            if (trace.length > 0) {
                words.append(" at ").append(trace[0]);
            }
            if (t instanceof FileSystemException file && file.getReason() != null) {
                words.append(" (")
                        .append(Printable.line(file.getFile() + ": " + file.getReason()))
                        .append(")");
            }
        }
        return words.toString();
    }
}
