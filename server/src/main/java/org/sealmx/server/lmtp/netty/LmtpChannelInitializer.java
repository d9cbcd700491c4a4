package org.sealmx.server.lmtp.netty;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.james.protocols.netty.AbstractChannelPipelineFactory;
import org.apache.james.protocols.netty.ChannelHandlerFactory;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.protocols.netty.HandlerConstants;
import org.jspecify.annotations.Nullable;

/**
 * Sets up each connection: TLS, framing and commands, all on the thread that {@link ConnectionAcceptor} gave it; or
 * only its refusal.
 *
 * <p>The class of James that also knows TLS has another constructor in 3.9 than in 3.8; its parent has not.
 */
@ChannelHandler.Sharable
public final class LmtpChannelInitializer extends AbstractChannelPipelineFactory<SocketChannel> {

    /** The most that is read from a connection before it is processed, in octets. */
    private static final int READ = 64 * 1024;

    /** The most replies that go out together. */
    private static final int MOST_REPLIES = 256;

    private final OpenConnections connections;
    private final Duration dataIdle;
    private final boolean proxyRequired;
    private final Supplier<@Nullable Encryption> encryption;
    private final Supplier<ChannelInboundHandlerAdapter> coreHandler;

    /**
     * @param timeoutSeconds after which a silent connection is closed
     * @param connections gets each connection that is not refused
     * @param dataIdle how long a message may be held without progress
     * @param encryption of connections that begin with TLS; the supplier may return null without
     * @param framers James' own, which are replaced
     * @param forJames the threads of James' own handlers
     * @param coreHandler makes the handler of a connection, after the framing
     */
    public LmtpChannelInitializer(
            int timeoutSeconds,
            OpenConnections connections,
            Duration dataIdle,
            boolean proxyRequired,
            Supplier<@Nullable Encryption> encryption,
            ChannelHandlerFactory framers,
            EventExecutorGroup forJames,
            Supplier<ChannelInboundHandlerAdapter> coreHandler) {
        super(timeoutSeconds, 0, 0, proxyRequired, framers, forJames);
        this.connections = connections;
        this.dataIdle = dataIdle;
        this.proxyRequired = proxyRequired;
        this.encryption = encryption;
        this.coreHandler = coreHandler;
    }

    @Override
    public void initChannel(SocketChannel channel) throws Exception {
        super.initChannel(channel);
        addTls(channel.pipeline());
        channel.config().setAutoRead(false);
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ).maxMessagesPerRead(1));
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.remove(HandlerConstants.FRAMER);
        pipeline.remove(HandlerConstants.CORE_HANDLER);
        if (channel.hasAttr(RefusedConnection.REPLY)) {
            pipeline.addLast("refusal", new RefusedConnection());
            return;
        }
        // the replies to commands that came together go out together (RFC 2920 section 3.2)
        pipeline.addLast("replies", new FlushConsolidationHandler(MOST_REPLIES, false));
        pipeline.addLast(HandlerConstants.FRAMER, new LmtpFramer(dataIdle, connections));
        pipeline.addLast(HandlerConstants.CORE_HANDLER, coreHandler.get());
        connections.add(channel);
    }

    /** What a proxy says about the connection comes before TLS. */
    private void addTls(ChannelPipeline pipeline) {
        Encryption tls = encryption.get();
        if (tls == null || !tls.supportsEncryption() || tls.isStartTLS()) {
            return;
        }
        if (proxyRequired) {
            pipeline.addAfter(HandlerConstants.PROXY_HANDLER, HandlerConstants.SSL_HANDLER, tls.sslHandler());
        } else {
            pipeline.addFirst(HandlerConstants.SSL_HANDLER, tls.sslHandler());
        }
    }

    @Override
    protected ChannelInboundHandlerAdapter createHandler() {
        return new ChannelInboundHandlerAdapter();
    }
}
