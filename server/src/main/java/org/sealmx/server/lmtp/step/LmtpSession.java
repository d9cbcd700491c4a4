package org.sealmx.server.lmtp.step;

import java.util.Optional;
import org.apache.james.protocols.smtp.SMTPSession;

/** One connection, as steps see it. Used only by its connection's thread. */
public interface LmtpSession extends SMTPSession {

    /** The name that the client gave with LHLO. */
    Optional<String> lhloName();
}
