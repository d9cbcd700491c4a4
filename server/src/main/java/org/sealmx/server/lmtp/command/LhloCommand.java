package org.sealmx.server.lmtp.command;

import java.util.List;
import javax.inject.Inject;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.lmtp.core.LhloCmdHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.sealmx.server.lmtp.session.LmtpReplies;

/**
 * LHLO (RFC 2033 section 4.1). James' handler with our own replies, since its greeting has a stray bracket and its
 * refusal names EHLO.
 */
public final class LhloCommand extends LhloCmdHandler {

    /** Called by James' injector. */
    @Inject
    public LhloCommand(MetricFactory metrics) {
        super(metrics);
    }

    @Override
    protected Response doFilterChecks(SMTPSession session, String command, String name) {
        Response refusal = super.doFilterChecks(session, command, name);
        return refusal == null ? refusal : LmtpReplies.response(LmtpReplies.LHLO_SYNTAX);
    }

    @Override
    protected Response doCoreCmd(SMTPSession session, String command, String name) {
        Response ofJames = super.doCoreCmd(session, command, name);
        SMTPResponse response = new SMTPResponse(
                ofJames.getRetCode(), session.getConfiguration().getHelloName() + " Hello " + name);
        List<CharSequence> extensions =
                ofJames.getLines().subList(1, ofJames.getLines().size());
        extensions.forEach(line -> response.appendLine(line.subSequence(4, line.length())));
        return response;
    }
}
