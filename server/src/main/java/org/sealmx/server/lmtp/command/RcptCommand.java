package org.sealmx.server.lmtp.command;

import java.time.Instant;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.protocols.api.Response;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.directory.LocalDomains;
import org.sealmx.measure.Measurements;
import org.sealmx.measure.Stage;
import org.sealmx.policy.Verdict;
import org.sealmx.server.config.SealMxConfiguration.Limits;
import org.sealmx.server.lmtp.processing.OutcomeReport;
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
    private final OutcomeReport report;
    private final Measurements measurements;

    /** Called by James' injector. */
    @Inject
    public RcptCommand(Limits limits, LocalDomains domains, OutcomeReport report, Measurements measurements) {
        super("RCPT", RecipientStep.class);
        this.maxRecipients = limits.maxRecipients();
        this.domains = domains;
        this.report = report;
        this.measurements = measurements;
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
        Instant begin = report.begin();
        if (!transaction.isSmtpUtf8() && !recipient.isAscii()) {
            return refused(recipient, LmtpReplies.UTF8_NOT_ANNOUNCED, Reason.ADDRESS_NOT_ALLOWED, begin);
        }
        if (transaction.recipients().size() >= maxRecipients) {
            return refused(recipient, LmtpReplies.TOO_MANY_RECIPIENTS, Reason.TOO_MANY_RECIPIENTS, begin);
        }
        Optional<Verdict.Refuse> refusal = judged(session, transaction, recipient);
        if (refusal.isPresent()) {
            report.refusedAtRcpt(recipient, refusal.get(), begin);
            return refusal.get().refusal().reply();
        }
        transaction.accept(recipient);
        return Replies.RECIPIENT_OK;
    }

    private Reply refused(EmailAddress recipient, Reply reply, Reason reason, Instant begin) {
        report.refusedAtRcpt(recipient, reply, reason, begin);
        return reply;
    }

    private Optional<Verdict.Refuse> judged(
            LmtpConnection session, OpenTransaction transaction, EmailAddress recipient) {
        Measurements.Timing timing = measurements.begin(Stage.RCPT);
        try {
            return firstRefusal(step -> step.judge(session, transaction, recipient), refused -> refused.refusal()
                    .reply());
        } finally {
            timing.close();
        }
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
