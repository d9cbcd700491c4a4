package org.sealmx.server.lmtp.command;

import java.time.Instant;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.protocols.api.Response;
import org.sealmx.server.config.SealMxConfiguration.Limits;
import org.sealmx.server.lmtp.processing.OutcomeReport;
import org.sealmx.server.lmtp.processing.ProcessorDataHandler;
import org.sealmx.server.lmtp.session.DataReader;
import org.sealmx.server.lmtp.session.InFlightBudget;
import org.sealmx.server.lmtp.session.LmtpConnection;
import org.sealmx.server.lmtp.session.LmtpReplies;
import org.sealmx.server.lmtp.session.OpenTransaction;
import org.sealmx.server.lmtp.step.DataStep;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/** DATA (RFC 5321 section 4.1.1.4; RFC 2033 section 4.2: 503 when no recipient was accepted). */
public final class DataCommand extends SteppedCommand<DataStep> {

    private final InFlightBudget budget;
    private final int maxLineLength;
    private final ProcessorDataHandler endOfData;
    private final OutcomeReport report;

    /** Called by James' injector. */
    @Inject
    public DataCommand(InFlightBudget budget, Limits limits, ProcessorDataHandler endOfData, OutcomeReport report) {
        super("DATA", DataStep.class);
        this.budget = budget;
        this.maxLineLength = limits.maxLineLength();
        this.endOfData = endOfData;
        this.report = report;
    }

    @Override
    Response answer(LmtpConnection session, String argument) {
        if (!argument.isBlank()) {
            return LmtpReplies.response(LmtpReplies.DATA_SYNTAX);
        }
        if (session.transaction().isEmpty()) {
            return LmtpReplies.response(LmtpReplies.MAIL_NEEDED);
        }
        OpenTransaction transaction = session.transaction().get();
        if (transaction.recipients().isEmpty()) {
            return LmtpReplies.response(Replies.NO_VALID_RECIPIENTS);
        }
        Instant begin = report.begin();
        Optional<Reply> refusal = firstRefusal(step -> step.onData(session, transaction));
        if (refusal.isPresent()) {
            report.refusedAtData(transaction.recipients(), refusal.get(), begin);
            return LmtpReplies.response(refusal.get());
        }
        transaction.begin(new DataReader(session.getConfiguration().getMaxMessageSize(), maxLineLength, budget));
        session.pushLineHandler(endOfData);
        return LmtpReplies.START_DATA;
    }
}
