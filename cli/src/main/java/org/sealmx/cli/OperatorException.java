package org.sealmx.cli;

import org.jspecify.annotations.Nullable;

/** A problem that the operator can fix. The message is one line that says what is wrong and what to do. */
public final class OperatorException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message one line, without secrets */
    public OperatorException(String message) {
        super(message);
    }

    /**
     * @param message one line, without secrets
     * @param cause for a stack trace
     */
    public OperatorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
