package org.sealmx.sealing;

/**
 * A message could not be sealed, and nothing of it may be stored. The exception's message contains no content and no
 * address.
 */
public final class SealingException extends Exception {

    /** @param problem what failed, without content and addresses */
    public SealingException(String problem) {
        super(problem);
    }

    /**
     * @param problem what failed, without content and addresses
     * @param cause the underlying failure
     */
    public SealingException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
