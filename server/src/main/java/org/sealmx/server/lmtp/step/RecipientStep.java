package org.sealmx.server.lmtp.step;

import java.util.Optional;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Reply;

/**
 * Consulted at RCPT. Operators add their own as {@code <handler class="…"/>} to the handler chain of
 * {@code lmtpserver.xml}.
 */
public interface RecipientStep extends ProtocolHandler {

    /**
     * Judges a recipient.
     *
     * @param session the connection
     * @param transaction the transaction with the recipients accepted so far
     * @param recipient the address of RCPT TO
     * @return a reply of class 4 or 5 that refuses it; empty to let the next step decide
     */
    Optional<Reply> onRecipient(LmtpSession session, LmtpTransaction transaction, EmailAddress recipient);
}
