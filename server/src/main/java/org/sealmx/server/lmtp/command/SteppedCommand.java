package org.sealmx.server.lmtp.command;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.sealmx.server.lmtp.session.LmtpConnection;
import org.sealmx.server.lmtp.session.LmtpReplies;
import org.sealmx.server.lmtp.session.Stepped;

/**
 * A command of LMTP at which steps are consulted. The reply to a line with a syntax error is that of the
 * {@link CommandSyntaxException}.
 *
 * @param <S> the kind of step
 */
abstract class SteppedCommand<S> extends Stepped<S> implements CommandHandler<SMTPSession> {

    private final String verb;

    SteppedCommand(String verb, Class<S> kind) {
        super(kind);
        this.verb = verb;
    }

    @Override
    public final Collection<String> getImplCommands() {
        return List.of(verb);
    }

    @Override
    public final Response onCommand(SMTPSession session, Request request) {
        try {
            return answer(
                    (LmtpConnection) session,
                    Optional.ofNullable(request.getArgument()).orElse(""));
        } catch (CommandSyntaxException e) {
            return LmtpReplies.response(e.reply());
        }
    }

    /**
     * Carries out the command.
     *
     * @param argument what follows the verb; empty when nothing does
     * @throws CommandSyntaxException when the argument cannot be read
     */
    abstract Response answer(LmtpConnection session, String argument) throws CommandSyntaxException;
}
