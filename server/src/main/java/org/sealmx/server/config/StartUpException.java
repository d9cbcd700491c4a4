package org.sealmx.server.config;

import org.jspecify.annotations.Nullable;

/** SealMX cannot start. The message is one line for the operator: what is wrong, where, and what to do. */
public final class StartUpException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** A problem that another part of SealMX has already described in one line. */
    public static StartUpException because(Exception told) {
        return new StartUpException(String.valueOf(told.getMessage()), told);
    }

    /** @param problem one line */
    public StartUpException(String problem) {
        super(problem);
    }

    /**
     * @param problem one line
     * @param cause for the debug log
     */
    public StartUpException(String problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
