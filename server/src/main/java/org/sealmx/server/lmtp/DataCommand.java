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
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/** DATA (RFC 5321 section 4.1.1.4; RFC 2033 section 4.2: 503 when no recipient was accepted). */
public final class DataCommand implements CommandHandler<SMTPSession>, ExtensibleHandler {

    private final InFlightBudget budget;
    private final int maxLineLength;
    private final ProcessorDataHandler endOfData;
    private final Steps<DataStep> steps = new Steps<>(DataStep.class);

    /** Called by James' injector. */
    @Inject
    public DataCommand(InFlightBudget budget, SealMxConfiguration configuration, ProcessorDataHandler endOfData) {
        this.budget = budget;
        this.maxLineLength = configuration.limits().maxLineLength();
        this.endOfData = endOfData;
    }

    @Override
    public Collection<String> getImplCommands() {
        return List.of("DATA");
    }

    @Override
    public Response onCommand(SMTPSession smtpSession, Request request) {
        LmtpSession session = (LmtpSession) smtpSession;
        if (LmtpReplies.hasArgument(request)) {
            return LmtpReplies.response(LmtpReplies.DATA_SYNTAX);
        }
        if (session.transaction().isEmpty()) {
            return LmtpReplies.response(LmtpReplies.MAIL_NEEDED);
        }
        LmtpTransaction transaction = session.transaction().get();
        if (transaction.recipients().isEmpty()) {
            return LmtpReplies.response(Replies.NO_VALID_RECIPIENTS);
        }
        Optional<Reply> refusal = steps.firstRefusal(step -> step.onData(session, transaction));
        if (refusal.isPresent()) {
            return LmtpReplies.response(refusal.get());
        }
        transaction.begin(new DataReader(session.getConfiguration().getMaxMessageSize(), maxLineLength, budget));
        session.pushLineHandler(endOfData);
        return LmtpReplies.START_DATA;
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
