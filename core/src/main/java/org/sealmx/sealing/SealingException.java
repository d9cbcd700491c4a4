package org.sealmx.sealing;

/** A message could not be sealed. Nothing of it may be stored then. The message names no content and no address. */
public final class SealingException extends Exception {

    /** @param problem what failed, without content and addresses */
    public SealingException(String problem) {
        super(problem);
    }

    /**
     * @param problem what failed, without content and addresses
     * @param cause what told us
     */
    public SealingException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
