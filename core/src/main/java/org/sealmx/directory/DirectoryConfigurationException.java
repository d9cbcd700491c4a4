package org.sealmx.directory;

/** A directory cannot be opened as it is configured. The message is one line for the operator and names no address. */
public final class DirectoryConfigurationException extends Exception {

    /** @param problem what is wrong and where */
    public DirectoryConfigurationException(String problem) {
        super(problem);
    }

    /**
     * @param problem what is wrong and where
     * @param cause what told us
     */
    public DirectoryConfigurationException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
