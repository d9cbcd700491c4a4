package org.sealmx.openpgp.message;

import java.io.IOException;

/** Octets do not have the format that RFC 9580 specifies. The exception's message contains none of them. */
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

    /** The exception for a stream that ends too early. */
    static OpenPgpFormatException cutOff() {
        return new OpenPgpFormatException("the content is truncated within a packet");
    }
}
