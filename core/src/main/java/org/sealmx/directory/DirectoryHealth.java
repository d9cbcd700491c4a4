package org.sealmx.directory;

import java.util.List;

/** What is wrong with a directory at this moment, for the operator. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface DirectoryHealth {

    /**
     * The problems that there are now, each in one line that names no address; empty when all is well. Returns at once: it repeats what
     * is known already and asks nobody.
     */
    List<String> problems();
}
