package org.sealmx.server.page.http;

import com.google.errorprone.annotations.ThreadSafe;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sealmx.server.listen.ConnectionLimit;

/**
 * The server: one thread reads from all connections, so that a slow one costs no thread, and few threads answer. Every
 * number is bounded by {@link PageLimits}.
 */
@ThreadSafe
public final class PageHttpServer implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(2);
    private static final int MAX_CHUNK = 8 * 1024;

    @SuppressWarnings("ThreadSafe") // Netty's are
    private final NioEventLoopGroup loop;

    @SuppressWarnings("ThreadSafe")
    private final Channel listening;

    private final Lanes lanes;

    private PageHttpServer(NioEventLoopGroup loop, Channel listening, Lanes lanes) {
        this.loop = loop;
        this.listening = listening;
        this.lanes = lanes;
    }

    /**
     * Listens.
     *
     * @param address port 0 for a free one
     * @throws IOException when the address cannot be had
     */
    public static PageHttpServer start(InetSocketAddress address, PageLimits limits, PageService service)
            throws IOException {
        NioEventLoopGroup loop = new NioEventLoopGroup(1, new DefaultThreadFactory("sealmx-page", true));
        Lanes lanes = new Lanes(limits);
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, limits.connections())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new Connections(limits, service, lanes))
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).addListener(ended -> {});
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        }
        return new PageHttpServer(loop, bound.channel(), lanes);
    }

    /** The port on which it listens. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Stops listening, lets what is being answered end for two seconds, and closes all connections. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        try {
            lanes.end(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.shutdownGracefully(0, END.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly(END.toMillis());
    }

    /** Sets up each connection. */
    private static final class Connections extends ChannelInitializer<SocketChannel> {

        private final PageLimits limits;
        private final PageService service;
        private final Lanes lanes;
        private final ConnectionLimit limit;

        Connections(PageLimits limits, PageService service, Lanes lanes) {
            this.limits = limits;
            this.service = service;
            this.lanes = lanes;
            this.limit = new ConnectionLimit(limits.connections(), 0);
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            if (!limit.admits(channel)) {
                var unused = channel.close();
                return;
            }
            RequestDeadline deadline = new RequestDeadline(limits.patience());
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addLast(deadline);
            pipeline.addLast(new HttpServerCodec(PageLimits.MAX_HEAD, PageLimits.MAX_HEAD, MAX_CHUNK));
            // holds back the requests that a client sends without waiting for the reply to the one before
            pipeline.addLast(new FlowControlHandler());
            pipeline.addLast(new BoundedBody(limits.maxBody()));
            pipeline.addLast(new RequestHandler(service, lanes, deadline));
        }
    }
}
