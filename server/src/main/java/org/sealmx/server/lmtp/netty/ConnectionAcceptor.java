package org.sealmx.server.lmtp.netty;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import org.sealmx.server.listen.ConnectionLimit;
import org.sealmx.server.lmtp.session.LmtpReplies;
import org.sealmx.smtp.Reply;

/**
 * Gives each connection that comes in a thread of its own. James would have a few threads read for all connections,
 * where one that waits for a slow store would block others. A connection above the limit, or while the server is being
 * stopped, gets no thread: James' threads read it, and all that it gets is a refusal.
 */
@ChannelHandler.Sharable
public final class ConnectionAcceptor extends ChannelInboundHandlerAdapter {

    private final ChannelHandler initializer;
    private final ConnectionLimit limit;
    private final OpenConnections connections;
    private final ConnectionThreads threads;

    /**
     * @param initializer of each connection
     * @param connections whether they are ending
     */
    public ConnectionAcceptor(
            ChannelHandler initializer, ConnectionLimit limit, OpenConnections connections, ConnectionThreads threads) {
        this.initializer = initializer;
        this.limit = limit;
        this.connections = connections;
        this.threads = threads;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        SocketChannel channel = (SocketChannel) accepted;
        if (connections.areEnding()) {
            refuse(ctx, channel, LmtpReplies.STOPPING);
        } else if (limit.admits(channel)) {
            threads.take()
                    .ifPresentOrElse(
                            thread -> admit(channel, thread),
                            () -> refuse(ctx, channel, LmtpReplies.TOO_MANY_CONNECTIONS));
        } else {
            refuse(ctx, channel, LmtpReplies.TOO_MANY_CONNECTIONS);
        }
    }

    private void admit(SocketChannel channel, EventLoop thread) {
        // as James has it for the connections that it accepts
        channel.config().setKeepAlive(true);
        // behind whatever the thread still does for the connection
        channel.closeFuture().addListener(closed -> thread.execute(() -> threads.giveBack(thread)));
        channel.pipeline().addLast(initializer);
        var unused = thread.register(channel);
    }

    private static void refuse(ChannelHandlerContext ctx, SocketChannel channel, Reply reply) {
        channel.attr(RefusedConnection.REPLY).set(reply);
        ctx.fireChannelRead(channel);
    }
}
