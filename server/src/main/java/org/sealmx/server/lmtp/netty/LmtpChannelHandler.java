package org.sealmx.server.lmtp.netty;

import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.netty.BasicChannelInboundHandler;
import org.apache.james.protocols.netty.Encryption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * James' handler of a connection, with a logging context that contains no addresses, and without a warning for every
 * client that disconnects.
 */
public final class LmtpChannelHandler extends BasicChannelInboundHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(LmtpChannelHandler.class);

    /** Of one connection. */
    public LmtpChannelHandler(Protocol protocol, @Nullable Encryption encryption, boolean proxyRequired) {
        super(new NamelessMdcContext(), protocol, encryption, proxyRequired);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
        if (cause instanceof IOException) {
            LOGGER.debug("a client has disconnected", cause);
            ctx.channel().close().addListener(closed -> LOGGER.debug("its connection is closed"));
        } else {
            super.exceptionCaught(ctx, cause);
        }
    }
}
