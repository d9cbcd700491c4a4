package org.sealmx.standalone;

import org.jspecify.annotations.Nullable;

/** Something that the operator can put right. The message is one line that names what is wrong and what to do. */
final class OperatorException extends Exception {

    private static final long serialVersionUID = 1L;

    OperatorException(String message) {
        super(message);
    }

    OperatorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
