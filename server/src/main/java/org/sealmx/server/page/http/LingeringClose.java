package org.sealmx.server.page.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;

/**
 * Ends a connection on which a request was answered before all of it had come in: sends the end, then drops what still
 * comes until the client ends too (RFC 9112 section 9.6). Closed at once, the connection would be reset, and the client
 * would lose the answer. {@link RequestDeadline} bounds the time.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {

    private LingeringClose() {}

    /** Begins to end the connection. Called on its thread, once all of the answer is written. */
    static void begin(ChannelHandlerContext ctx) {
        SocketChannel channel = (SocketChannel) ctx.channel();
        if (channel.isActive()) {
            channel.pipeline().addFirst(new LingeringClose());
            var unused = channel.shutdownOutput();
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }
}
