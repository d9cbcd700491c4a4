package org.sealmx.hop;

import java.io.IOException;

/** The whole message was sent, and its reply did not come: the server may have taken it. */
final class UnansweredException extends IOException {

    private static final long serialVersionUID = 1;

    private final IOException reason;

    UnansweredException(IOException reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    /** Why it did not come. */
    IOException reason() {
        return reason;
    }
}
