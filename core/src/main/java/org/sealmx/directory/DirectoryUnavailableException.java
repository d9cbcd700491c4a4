package org.sealmx.directory;

/**
 * The directory could not answer: slow, down, refusing or talking nonsense. Never a statement about an address, and
 * always a 4xx to the sending side. The message names no address.
 */
public class DirectoryUnavailableException extends Exception {

    /** @param problem what failed, without addresses and credentials */
    public DirectoryUnavailableException(String problem) {
        super(problem);
    }

    /**
     * @param problem what failed, without addresses and credentials
     * @param cause what told us
     */
    public DirectoryUnavailableException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
