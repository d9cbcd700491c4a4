package org.sealmx.server.lmtp.command;

import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.protocols.api.Response;
import org.sealmx.directory.LocalDomains;
import org.sealmx.server.config.SealMxConfiguration.Limits;
import org.sealmx.server.lmtp.session.LmtpConnection;
import org.sealmx.server.lmtp.session.LmtpReplies;
import org.sealmx.server.lmtp.session.OpenTransaction;
import org.sealmx.server.lmtp.step.RecipientStep;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/**
 * RCPT (RFC 5321 section 4.1.1.3). Each accepted command gets its own reply at the end of the data, duplicates
 * included.
 */
public final class RcptCommand extends SteppedCommand<RecipientStep> {

    private final int maxRecipients;
    private final LocalDomains domains;

    /** Called by James' injector. */
    @Inject
    public RcptCommand(Limits limits, LocalDomains domains) {
        super("RCPT", RecipientStep.class);
        this.maxRecipients = limits.maxRecipients();
        this.domains = domains;
    }

    @Override
    Response answer(LmtpConnection session, String argument) throws CommandSyntaxException {
        Optional<OpenTransaction> transaction = session.transaction();
        return LmtpReplies.response(
                transaction.isEmpty() ? LmtpReplies.MAIL_NEEDED : add(session, transaction.get(), argument));
    }

    private Reply add(LmtpConnection session, OpenTransaction transaction, String argument)
            throws CommandSyntaxException {
        PathArgument rcpt = PathArgument.parse(argument, "TO", LmtpReplies.RCPT_SYNTAX);
        if (!rcpt.parameters().isEmpty()) {
            return LmtpReplies.UNKNOWN_PARAMETER;
        }
        EmailAddress recipient = recipient(rcpt.path());
        if (!transaction.isSmtpUtf8() && !recipient.isAscii()) {
            return LmtpReplies.UTF8_NOT_ANNOUNCED;
        }
        if (transaction.recipients().size() >= maxRecipients) {
            return LmtpReplies.TOO_MANY_RECIPIENTS;
        }
        Optional<Reply> refusal = firstRefusal(step -> step.onRecipient(session, transaction, recipient));
        if (refusal.isEmpty()) {
            transaction.accept(recipient);
        }
        return refusal.orElse(Replies.RECIPIENT_OK);
    }

    private EmailAddress recipient(String path) throws CommandSyntaxException {
        try {
            // RFC 5321 section 4.5.1: postmaster is accepted without a domain
            return EmailAddress.parse(path.equalsIgnoreCase("postmaster") ? path + "@" + domains.first() : path);
        } catch (AddressSyntaxException e) {
            throw new CommandSyntaxException(Replies.ADDRESS_SYNTAX);
        }
    }
}
