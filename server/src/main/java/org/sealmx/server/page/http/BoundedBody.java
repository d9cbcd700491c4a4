package org.sealmx.server.page.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;

/** Collects the body of a request. One that is too large is answered as soon as that is known, and not kept. */
final class BoundedBody extends HttpObjectAggregator {

    BoundedBody(int maxBody) {
        super(maxBody, true);
    }

    /** Passes the request on without its body, as one that could not be decoded. */
    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        HttpRequest request = (HttpRequest) oversized;
        DefaultFullHttpRequest refused =
                new DefaultFullHttpRequest(request.protocolVersion(), request.method(), request.uri());
        refused.setDecoderResult(DecoderResult.failure(new TooLongFrameException("the body is too large")));
        ctx.fireChannelRead(refused);
    }
}
