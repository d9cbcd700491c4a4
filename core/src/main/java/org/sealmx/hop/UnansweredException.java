package org.sealmx.hop;

import java.io.IOException;

/** The whole message was sent, and its reply did not come: the server may have taken it. */
final class UnansweredException extends IOException {

    private static final long serialVersionUID = 1;

    UnansweredException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
