package org.sealmx.server.lmtp;

import java.util.List;
import org.apache.james.protocols.api.handler.CommandDispatcher;
import org.apache.james.protocols.lib.handler.HandlersPackage;
import org.apache.james.protocols.lmtp.core.WelcomeMessageHandler;
import org.apache.james.protocols.smtp.core.NoopCmdHandler;
import org.apache.james.protocols.smtp.core.VrfyCmdHandler;
import org.sealmx.server.lmtp.command.DataCommand;
import org.sealmx.server.lmtp.command.LhloCommand;
import org.sealmx.server.lmtp.command.MailCommand;
import org.sealmx.server.lmtp.command.QuitCommand;
import org.sealmx.server.lmtp.command.RcptCommand;
import org.sealmx.server.lmtp.command.RsetCommand;
import org.sealmx.server.lmtp.command.ServiceExtensions;
import org.sealmx.server.lmtp.processing.ProcessorDataHandler;
import org.sealmx.server.lmtp.step.PolicyStep;

/**
 * The handlers of SealMX' LMTP server, as named in {@code <handlerchain
 * coreHandlersPackage="org.sealmx.server.lmtp.SealMxHandlers"/>}.
 */
public final class SealMxHandlers implements HandlersPackage {

    @Override
    public List<String> getHandlers() {
        return List.of(
                WelcomeMessageHandler.class.getName(),
                CommandDispatcher.class.getName(),
                LhloCommand.class.getName(),
                ServiceExtensions.class.getName(),
                MailCommand.class.getName(),
                RcptCommand.class.getName(),
                PolicyStep.class.getName(),
                DataCommand.class.getName(),
                ProcessorDataHandler.class.getName(),
                RsetCommand.class.getName(),
                NoopCmdHandler.class.getName(),
                VrfyCmdHandler.class.getName(),
                QuitCommand.class.getName());
    }
}
