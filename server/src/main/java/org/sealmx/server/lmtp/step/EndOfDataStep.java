package org.sealmx.server.lmtp.step;

import java.util.Optional;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.sealmx.octets.MessageSource;
import org.sealmx.smtp.Reply;

/**
 * Consulted when the whole message has been received and before anything is done with it. Operators add their own as
 * {@code <handler class="…"/>} to the handler chain of {@code lmtpserver.xml}. The message is in the clear: a step may
 * read it but must not keep it.
 */
public interface EndOfDataStep extends ProtocolHandler {

    /**
     * Judges the message.
     *
     * @param session the connection
     * @param transaction the transaction with all its recipients
     * @param message the bytes as received
     * @return a reply of class 4 or 5 that refuses every recipient; empty to let the next step decide
     */
    Optional<Reply> onEndOfData(LmtpSession session, LmtpTransaction transaction, MessageSource message);
}
