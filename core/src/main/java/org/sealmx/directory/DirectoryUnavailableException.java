package org.sealmx.directory;

/**
 * The directory could not answer: it is slow, down, refuses, or sends an invalid answer. This says nothing about the
 * address, and the reply to the client is always 4xx. The message contains no address.
 */
public class DirectoryUnavailableException extends Exception {

    /** @param problem what failed, without addresses and credentials */
    public DirectoryUnavailableException(String problem) {
        super(problem);
    }

    /**
     * @param problem what failed, without addresses and credentials
     * @param cause what was caught
     */
    public DirectoryUnavailableException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
