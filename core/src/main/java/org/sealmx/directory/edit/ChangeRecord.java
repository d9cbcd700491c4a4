package org.sealmx.directory.edit;

import com.google.errorprone.annotations.ThreadSafe;

/** Keeps the lines of the {@link DirectoryAudit}, beside the log. */
@ThreadSafe
@FunctionalInterface
public interface ChangeRecord {

    /**
     * Keeps a line. The change is made already, so this throws nothing: whoever cannot keep the line tells the
     * operator.
     *
     * @param line without its end
     */
    void add(String line);

    /** Keeps nothing, for a log that is enough. */
    static ChangeRecord none() {
        return line -> {};
    }
}
