package org.sealmx.net;

import java.net.UnknownHostException;

/** The look-up of a name took too long. The message does not have the name. */
public final class NameTimeoutException extends UnknownHostException {

    private static final long serialVersionUID = 1;

    /** @param cause that there was no answer in time */
    NameTimeoutException(Exception cause) {
        super("the name of the server was not resolved in time");
        initCause(cause);
    }
}
