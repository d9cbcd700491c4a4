package org.sealmx.hop;

import com.google.errorprone.annotations.ThreadSafe;
import javax.net.ssl.SSLContext;

/**
 * TLS with the next server, which is always verified: a name and a certificate authority that the context trusts.
 *
 * @param mode when the handshake takes place
 * @param context whom to trust
 */
@ThreadSafe
public record HopTls(
        Mode mode,
        @SuppressWarnings("ThreadSafe") // its method createSocketFactory is thread-safe
        SSLContext context) {

    /** When the handshake takes place. */
    public enum Mode {
        /** After the command STARTTLS (RFC 3207); a server that does not offer it gets no mail. */
        STARTTLS,
        /** Before the greeting. */
        IMPLICIT
    }
}
