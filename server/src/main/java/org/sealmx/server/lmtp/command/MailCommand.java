package org.sealmx.server.lmtp.command;

import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.protocols.api.Response;
import org.sealmx.server.lmtp.session.InFlightBudget;
import org.sealmx.server.lmtp.session.LmtpConnection;
import org.sealmx.server.lmtp.session.LmtpReplies;
import org.sealmx.server.lmtp.session.OpenTransaction;
import org.sealmx.server.lmtp.step.MailStep;
import org.sealmx.smtp.AddressSyntaxException;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;
import org.sealmx.smtp.ReversePath;

/** MAIL (RFC 5321 section 4.1.1.2) with SIZE (RFC 1870), BODY (RFC 6152) and SMTPUTF8 (RFC 6531). */
public final class MailCommand extends SteppedCommand<MailStep> {

    private final InFlightBudget budget;

    /** Called by James' injector. */
    @Inject
    public MailCommand(InFlightBudget budget) {
        super("MAIL", MailStep.class);
        this.budget = budget;
    }

    @Override
    Response answer(LmtpConnection session, String argument) throws CommandSyntaxException {
        return LmtpReplies.response(begin(session, argument));
    }

    private Reply begin(LmtpConnection session, String argument) throws CommandSyntaxException {
        if (session.lhloName().isEmpty()) {
            return LmtpReplies.LHLO_NEEDED;
        }
        if (session.transaction().isPresent()) {
            return LmtpReplies.NESTED_MAIL;
        }
        PathArgument mail = PathArgument.parse(argument, "FROM", LmtpReplies.MAIL_SYNTAX);
        boolean smtpUtf8 = mail.parameters().containsKey("SMTPUTF8");
        ReversePath sender = sender(mail.path(), smtpUtf8);
        long size = declaredSize(mail.parameters());
        OpenTransaction transaction = new OpenTransaction(sender, smtpUtf8, size);
        long limit = session.getConfiguration().getMaxMessageSize();
        if (limit > 0 && size > limit) {
            return Replies.MESSAGE_TOO_BIG;
        }
        if (!budget.hasRoomFor(size)) {
            return Replies.TOO_BUSY;
        }
        Optional<Reply> refusal = firstRefusal(step -> step.onMail(session, transaction));
        if (refusal.isEmpty()) {
            session.begin(transaction);
        }
        return refusal.orElse(LmtpReplies.SENDER_OK);
    }

    private static ReversePath sender(String path, boolean smtpUtf8) throws CommandSyntaxException {
        if (path.isEmpty()) {
            return ReversePath.nullPath();
        }
        try {
            EmailAddress address = EmailAddress.parse(path);
            if (!smtpUtf8 && !address.isAscii()) {
                throw new CommandSyntaxException(LmtpReplies.UTF8_NOT_ANNOUNCED);
            }
            return ReversePath.of(address);
        } catch (AddressSyntaxException e) {
            throw new CommandSyntaxException(LmtpReplies.SENDER_SYNTAX);
        }
    }

    /** Checks all parameters and returns the value of SIZE; 0 when it is missing. */
    private static long declaredSize(Map<String, String> parameters) throws CommandSyntaxException {
        long size = 0;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String value = parameter.getValue();
            switch (parameter.getKey()) {
                case "SIZE" -> {
                    require(value.matches("\\d{1,18}"));
                    size = Long.parseLong(value);
                }
                case "BODY" -> require(value.equalsIgnoreCase("7BIT") || value.equalsIgnoreCase("8BITMIME"));
                case "SMTPUTF8" -> require(value.isEmpty());
                default -> throw new CommandSyntaxException(LmtpReplies.UNKNOWN_PARAMETER);
            }
        }
        return size;
    }

    private static void require(boolean valid) throws CommandSyntaxException {
        if (!valid) {
            throw new CommandSyntaxException(LmtpReplies.PARAMETER_VALUE);
        }
    }
}
