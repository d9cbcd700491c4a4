package org.sealmx.directory;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.List;

/** Tells the operator what is wrong with a directory at this moment. */
@ThreadSafe
@FunctionalInterface
public interface DirectoryHealth {

    /**
     * The current problems, each in one line that contains no address; empty when all is well. Returns at once: it
     * repeats what is already known and asks nobody.
     */
    List<String> problems();

    /**
     * The same, after checking whether the known problems persist and looking for those that only a question reveals:
     * it may ask the directory and wait for its answer. A caller that asks often, or must not wait, uses
     * {@link #problems()}.
     */
    default List<String> lookForProblems() {
        return problems();
    }

    /**
     * For how long changes of the directory may have been missed. Asks nobody.
     *
     * @return less than a few seconds while all is well; zero when the directory keeps nothing in memory
     */
    default Duration lag() {
        return Duration.ZERO;
    }
}
