package org.sealmx.server.lmtp.netty;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.io.IOException;
import org.sealmx.server.lmtp.session.LmtpReplies;
import org.sealmx.smtp.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a refusal instead of the greeting (RFC 5321 section 3.8) to a client above the connection limit, or while the
 * server is being stopped, and closes its connection.
 */
final class RefusedConnection extends ChannelInboundHandlerAdapter {

    /** The reply to a connection that is refused, of code 421. */
    static final AttributeKey<Reply> REPLY = AttributeKey.valueOf(RefusedConnection.class, "reply");

    private static final Logger LOGGER = LoggerFactory.getLogger(RefusedConnection.class);

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(LmtpReplies.octets(ctx.channel().attr(REPLY).get())).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOGGER.debug("a refused client has disconnected", cause);
        } else {
            LOGGER.warn(
                    "the connection of a refused client failed: {}",
                    cause.getClass().getName());
        }
        ctx.channel().close().addListener(closed -> LOGGER.debug("its connection is closed"));
    }
}
