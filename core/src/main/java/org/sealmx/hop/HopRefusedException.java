package org.sealmx.hop;

import java.io.IOException;

/** The next server does not want the session. The message is for the log: one line, without addresses. */
final class HopRefusedException extends IOException {

    private static final long serialVersionUID = 1;

    HopRefusedException(String message) {
        super(message);
    }
}
