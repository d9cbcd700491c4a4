package org.sealmx.cli;

import org.jspecify.annotations.Nullable;

/** Something that the operator can put right. The message is one line that names what is wrong and what to do. */
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
