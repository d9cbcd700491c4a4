package org.sealmx.server.lmtp.step;

import java.util.Optional;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.sealmx.smtp.Reply;

/**
 * Consulted at MAIL. Operators add their own as {@code <handler class="…"/>} to the handler chain of
 * {@code lmtpserver.xml}.
 */
public interface MailStep extends ProtocolHandler {

    /**
     * Judges the beginning of a transaction.
     *
     * @param session the connection
     * @param transaction the transaction that would begin
     * @return a reply of class 4 or 5 that refuses it; empty to let the next step decide
     */
    Optional<Reply> onMail(LmtpSession session, LmtpTransaction transaction);
}
