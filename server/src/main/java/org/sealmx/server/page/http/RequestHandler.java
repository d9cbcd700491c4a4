package org.sealmx.server.page.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection, one after the other: while one is answered, nothing more is read. Methods are
 * called on the thread of the connection; the service's {@link PageService#answer} on that of a lane.
 */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOGGER = LoggerFactory.getLogger(RequestHandler.class);

    /** What follows the response. */
    private enum After {
        NEXT_REQUEST,
        CLOSE,
        LINGERING_CLOSE
    }

    private final PageService service;
    private final Lanes lanes;
    private final RequestDeadline deadline;
    private boolean ended;

    RequestHandler(PageService service, Lanes lanes, RequestDeadline deadline) {
        this.service = service;
        this.lanes = lanes;
        this.deadline = deadline;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest http) {
        if (ended) {
            // it came behind a request after which the connection is closed
            return;
        }
        ctx.channel().config().setAutoRead(false);
        deadline.met();
        boolean head = http.method().equals(HttpMethod.HEAD);
        if (http.decoderResult().isFailure()) {
            write(ctx, malformed(http.decoderResult().cause()), head, After.LINGERING_CLOSE);
            return;
        }
        boolean keepAlive = HttpUtil.isKeepAlive(http);
        PageRequest request;
        try {
            request = PageRequests.of(http);
        } catch (IllegalArgumentException e) {
            LOGGER.debug("a malformed target", e);
            write(ctx, service.problem(400, "The address of the request is malformed."), false, head);
            return;
        }
        Optional<PageResponse> atOnce = service.atOnce(request);
        if (atOnce.isPresent()) {
            write(ctx, atOnce.get(), keepAlive, head);
        } else if (!lanes.run(service.laneOf(request), () -> answer(ctx, request, keepAlive, head))) {
            PageResponse busy = service.problem(503, "The server is busy. Try again in a minute.");
            write(ctx, busy.with("Retry-After", "60"), keepAlive, head);
        }
    }

    private PageResponse malformed(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return service.problem(414, "The address of the request is too long.");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return service.problem(431, "The header of the request is too long.");
        }
        return cause instanceof TooLongFrameException
                ? service.problem(413, "The file is too large.")
                : service.problem(400, "The request is malformed.");
    }

    private void answer(ChannelHandlerContext ctx, PageRequest request, boolean keepAlive, boolean head) {
        PageResponse response = answer(request);
        var unused = ctx.executor()
                .schedule(
                        () -> write(ctx, response, keepAlive, head),
                        response.delay().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private PageResponse answer(PageRequest request) {
        try {
            return service.answer(request);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // the operator gets the reason without the request; the browser gets nothing of it
            LOGGER.warn("A request for the page failed: {}", e.getClass().getName());
            LOGGER.debug("A request for the page failed", e);
            return service.problem(500, "The server has failed. Try again later.");
        }
    }

    private void write(ChannelHandlerContext ctx, PageResponse response, boolean keepAlive, boolean head) {
        write(ctx, response, head, keepAlive ? After.NEXT_REQUEST : After.CLOSE);
    }

    private void write(ChannelHandlerContext ctx, PageResponse response, boolean head, After after) {
        FullHttpResponse http = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(head ? new byte[0] : response.body()));
        ResponseHead.addTo(http.headers());
        response.fields().forEach((name, value) -> http.headers().set(name, value));
        if (!response.type().isEmpty()) {
            http.headers().set(HttpHeaderNames.CONTENT_TYPE, response.type());
        }
        if (response.status() != HttpResponseStatus.NO_CONTENT.code()) {
            http.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        }
        HttpUtil.setKeepAlive(http, after == After.NEXT_REQUEST);
        ended = after != After.NEXT_REQUEST;
        deadline.begin(ctx);
        ctx.writeAndFlush(http).addListener(written -> {
            switch (after) {
                case NEXT_REQUEST -> nextRequest(ctx);
                case CLOSE -> {
                    var unused = ctx.close();
                }
                case LINGERING_CLOSE -> LingeringClose.begin(ctx);
            }
        });
    }

    private static void nextRequest(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOGGER.warn("A connection to the page failed: {}", cause.getClass().getName());
        }
        LOGGER.debug("A connection to the page failed", cause);
        var unused = ctx.close();
    }
}
