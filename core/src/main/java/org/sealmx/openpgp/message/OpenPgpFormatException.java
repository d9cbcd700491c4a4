package org.sealmx.openpgp.message;

import java.io.IOException;

/** Octets are not in the form that RFC 9580 asks for. The message names none of them. */
final class OpenPgpFormatException extends IOException {

    private static final long serialVersionUID = 1;

    private final String problem;

    /** @param problem what is wrong, without any of the octets */
    OpenPgpFormatException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** What is wrong. */
    String problem() {
        return problem;
    }

    /** The stream ends where more should come. */
    static OpenPgpFormatException cutOff() {
        return new OpenPgpFormatException("the content is cut off in the middle of a packet");
    }
}
