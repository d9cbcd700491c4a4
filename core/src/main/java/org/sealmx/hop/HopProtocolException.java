package org.sealmx.hop;

import java.io.IOException;

/** The next server has sent something that is no reply. The message names no octets of it. */
final class HopProtocolException extends IOException {

    private static final long serialVersionUID = 1;

    HopProtocolException(String message) {
        super(message);
    }
}
