package org.sealmx.server.lmtp;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.api.handler.ExtensibleHandler;
import org.apache.james.protocols.api.handler.WiringException;
import org.apache.james.protocols.smtp.SMTPSession;
import org.sealmx.directory.LocalDomains;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/** RCPT (RFC 5321 section 4.1.1.3). Each accepted command has its own reply at the end of the data, duplicates included. */
public final class RcptCommand implements CommandHandler<SMTPSession>, ExtensibleHandler {

    private final int maxRecipients;
    private final LocalDomains domains;
    private final Steps<RecipientStep> steps = new Steps<>(RecipientStep.class);

    /** Called by James' injector. */
    @Inject
    public RcptCommand(SealMxConfiguration configuration, LocalDomains domains) {
        this.maxRecipients = configuration.limits().maxRecipients();
        this.domains = domains;
    }

    @Override
    public Collection<String> getImplCommands() {
        return List.of("RCPT");
    }

    @Override
    public Response onCommand(SMTPSession smtpSession, Request request) {
        LmtpSession session = (LmtpSession) smtpSession;
        try {
            return LmtpReplies.response(
                    session.transaction().isEmpty()
                            ? LmtpReplies.MAIL_NEEDED
                            : add(
                                    session,
                                    session.transaction().get(),
                                    Optional.ofNullable(request.getArgument()).orElse("")));
        } catch (CommandSyntaxException e) {
            return LmtpReplies.response(e.reply());
        }
    }

    private Reply add(LmtpSession session, LmtpTransaction transaction, String argument) throws CommandSyntaxException {
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
        Optional<Reply> refusal = steps.firstRefusal(step -> step.onRecipient(session, transaction, recipient));
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

    @Override
    public List<Class<?>> getMarkerInterfaces() {
        return steps.markerInterfaces();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void wireExtensions(Class interfaceName, List extension) throws WiringException {
        steps.wire(interfaceName, extension);
    }
}
