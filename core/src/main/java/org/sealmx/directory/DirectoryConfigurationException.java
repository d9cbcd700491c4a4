package org.sealmx.directory;

/** A directory cannot be opened as configured. The message is one line for the operator and contains no address. */
public final class DirectoryConfigurationException extends Exception {

    /** @param problem what is wrong and where */
    public DirectoryConfigurationException(String problem) {
        super(problem);
    }

    /**
     * @param problem what is wrong and where
     * @param cause what was caught
     */
    public DirectoryConfigurationException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
