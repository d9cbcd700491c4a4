package org.sealmx.server.lmtp.step;

import java.util.Optional;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.policy.Verdict;
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

    /**
     * The same, with the cause and the accounts, for the log of outcomes and the metrics. What operators add needs only
     * {@link #onRecipient}.
     */
    default Optional<Verdict.Refuse> judge(LmtpSession session, LmtpTransaction transaction, EmailAddress recipient) {
        return onRecipient(session, transaction, recipient)
                .map(reply -> new Verdict.Refuse(new Refusal(RefusalCause.CONFIGURED, reply)));
    }
}
