package org.sealmx.server.lmtp.netty;

import io.netty.channel.ChannelHandlerContext;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.netty.ProtocolMDCContextFactory;
import org.apache.james.util.MDCBuilder;

/** A logging context of protocol, client host and session. James' own also contains the sender and the recipients. */
final class NamelessMdcContext implements ProtocolMDCContextFactory {

    @Override
    public MDCBuilder onBound(Protocol protocol, ChannelHandlerContext ctx) {
        return ProtocolMDCContextFactory.mdcContext(protocol, ctx);
    }

    @Override
    public MDCBuilder withContext(ProtocolSession session) {
        return MDCBuilder.create().addToContext(MDCBuilder.SESSION_ID, session.getSessionID());
    }
}
