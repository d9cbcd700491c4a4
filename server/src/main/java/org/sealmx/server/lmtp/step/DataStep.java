package org.sealmx.server.lmtp.step;

import java.util.Optional;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.sealmx.smtp.Reply;

/**
 * Consulted at DATA. Operators add their own as {@code <handler class="…"/>} to the handler chain of
 * {@code lmtpserver.xml}.
 */
public interface DataStep extends ProtocolHandler {

    /**
     * Judges whether the message may be sent.
     *
     * @param session the connection
     * @param transaction the transaction with all its recipients
     * @return a reply of class 4 or 5 instead of 354; empty to let the next step decide
     */
    Optional<Reply> onData(LmtpSession session, LmtpTransaction transaction);
}
