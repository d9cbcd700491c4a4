package org.sealmx.server.lookup.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.sealmx.server.listen.ConnectionLimit;
import org.sealmx.server.lookup.protocol.LookupProtocol;

/**
 * Listens for look-ups on any number of ports, with one limit of connections for all; above it, the one that has been
 * silent for the longest time makes room. Two threads read and write; answers, which may wait for the directory, are
 * made on threads of their own, at most one for each connection, which end when they are not needed.
 */
public final class LookupServer implements AutoCloseable {

    private static final int IO_THREADS = 2;
    private static final int BACKLOG = 200;
    private static final int READ = 2048;
    private static final long IDLE_THREAD_SECONDS = 60;

    private final EventLoopGroup io =
            new NioEventLoopGroup(IO_THREADS, new DefaultThreadFactory("sealmx-lookup-io", true));
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ExecutorService answers;
    private final ConnectionLimit limit;
    private final SilentConnections silent;
    private final LookupTimes times;
    private final LookupLog log;

    /**
     * Listens nowhere yet.
     *
     * @param connections how many there may be at once, 1 or more
     */
    public LookupServer(int connections, LookupTimes times, LookupLog log) {
        this.limit = new ConnectionLimit(connections, 0);
        this.silent = new SilentConnections(times.silence(), System::nanoTime);
        this.answers = new ThreadPoolExecutor(
                0,
                connections,
                IDLE_THREAD_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new DefaultThreadFactory("sealmx-lookup", true));
        this.times = times;
        this.log = log;
    }

    /**
     * Listens on a port.
     *
     * @param where an address of this machine; port 0 for any that is free
     * @return where it listens
     * @throws BindException when it cannot
     */
    public InetSocketAddress listen(InetSocketAddress where, LookupProtocol protocol) throws BindException {
        ChannelFuture bound = new ServerBootstrap()
                .group(io)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ).maxMessagesPerRead(1))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channels.add(channel);
                        channel.pipeline()
                                .addLast(new LookupConnection(admits(channel), silent, protocol, times, answers, log));
                    }
                })
                .bind(where)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw refusal(bound.cause());
        }
        channels.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private boolean admits(SocketChannel channel) {
        if (limit.admits(channel)) {
            return true;
        }
        Optional<Channel> longest = silent.takeLongest();
        longest.ifPresent(one -> {
            log.madeRoom();
            limit.count(channel);
            // nobody waits for it
            var unused = one.close();
        });
        return longest.isPresent();
    }

    private static BindException refusal(Throwable cause) {
        if (cause instanceof BindException refused) {
            return refused;
        }
        BindException refused = new BindException(String.valueOf(cause.getMessage()));
        refused.initCause(cause);
        return refused;
    }

    /** Stops listening and closes every connection: Postfix connects again, and defers until it can. */
    @Override
    public void close() {
        channels.close().awaitUninterruptibly();
        io.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        answers.shutdownNow();
    }
}
