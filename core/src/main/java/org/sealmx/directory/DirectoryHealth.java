package org.sealmx.directory;

import java.util.List;

/**
 * What is wrong with a directory at this moment, for the operator. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface DirectoryHealth {

    /**
     * The problems that there are now, each in one line that names no address; empty when all is well. Returns at once:
     * it repeats what is known already and asks nobody.
     */
    List<String> problems();

    /**
     * The same, after a look at whether what was known still holds and at what only a question can tell: it may ask the
     * directory, and wait for its answer. What is asked often, or must return at once, calls {@link #problems()}.
     */
    default List<String> lookForProblems() {
        return problems();
    }
}
