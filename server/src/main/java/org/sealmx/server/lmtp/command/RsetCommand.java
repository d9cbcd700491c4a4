package org.sealmx.server.lmtp.command;

import java.util.Collection;
import java.util.List;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.sealmx.server.lmtp.session.LmtpReplies;

/** RSET (RFC 5321 section 4.1.1.5). An argument is a syntax error (501); James would answer 500. */
public final class RsetCommand implements CommandHandler<SMTPSession> {

    @Override
    public Collection<String> getImplCommands() {
        return List.of("RSET");
    }

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        if (LmtpReplies.hasArgument(request)) {
            return LmtpReplies.response(LmtpReplies.RSET_SYNTAX);
        }
        session.resetState();
        return LmtpReplies.response(LmtpReplies.RSET_OK);
    }
}
