package org.sealmx.standalone;

/** Something that the operator can put right. The message is one line that names what is wrong and what to do. */
final class OperatorException extends Exception {

    private static final long serialVersionUID = 1L;

    OperatorException(String message) {
        super(message);
    }

    OperatorException(String message, Throwable cause) {
        super(message, cause);
    }
}
