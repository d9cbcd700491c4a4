package org.sealmx.server.page.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that does not complete a request in time, however busy it is with a part of it: one octet now and
 * then (<i>slow loris</i>) gains nothing. Methods are called on the thread of the connection.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {

    private final Duration patience;
    private @Nullable Future<?> close;

    RequestDeadline(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        begin(ctx);
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        met();
        ctx.fireChannelInactive();
    }

    /** The next request is due. */
    void begin(ChannelHandlerContext ctx) {
        met();
        close = ctx.executor().schedule((Runnable) () -> end(ctx), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void end(ChannelHandlerContext ctx) {
        var unused = ctx.close();
    }

    /** The request has come in whole. */
    void met() {
        if (close != null) {
            close.cancel(false);
            close = null;
        }
    }
}
