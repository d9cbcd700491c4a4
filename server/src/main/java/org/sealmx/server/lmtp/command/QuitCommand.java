package org.sealmx.server.lmtp.command;

import java.util.Collection;
import java.util.List;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.sealmx.server.lmtp.session.LmtpReplies;

/** QUIT (RFC 5321 section 4.1.1.10). An argument is a syntax error (501); James would answer 500. */
public final class QuitCommand implements CommandHandler<SMTPSession> {

    @Override
    public Collection<String> getImplCommands() {
        return List.of("QUIT");
    }

    @Override
    public Response onCommand(SMTPSession session, Request request) {
        if (LmtpReplies.hasArgument(request)) {
            return LmtpReplies.response(LmtpReplies.QUIT_SYNTAX);
        }
        SMTPResponse goodbye = LmtpReplies.response(LmtpReplies.GOODBYE);
        goodbye.setEndSession(true);
        return goodbye;
    }
}
