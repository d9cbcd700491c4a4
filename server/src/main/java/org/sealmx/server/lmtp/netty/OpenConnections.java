package org.sealmx.server.lmtp.netty;

import com.google.errorprone.annotations.ThreadSafe;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The connections of the server, and how they end when it is stopped: those between two transactions at once, the
 * others after theirs, each with a reply (RFC 5321 section 3.8).
 */
@ThreadSafe
public final class OpenConnections {

    /** The event that tells a connection that the server is being stopped. */
    static final Object STOPPING = new Object();

    @SuppressWarnings("ThreadSafe") // concurrent
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private final AtomicBoolean stopping = new AtomicBoolean();

    /** Whether the server is being stopped and takes no more connections. */
    boolean areEnding() {
        return stopping.get();
    }

    /** Adds a connection, until it is closed. */
    void add(Channel channel) {
        channels.add(channel);
        if (stopping.get()) {
            // it came at the same moment, and may have been missed
            channel.pipeline().fireUserEventTriggered(STOPPING);
        }
    }

    /** How many there are. */
    public int count() {
        return channels.size();
    }

    /**
     * Lets no transaction begin from now on, and waits for those in progress.
     *
     * @param longest how long to wait
     * @return whether all connections have ended
     */
    public boolean end(Duration longest) {
        stopping.set(true);
        channels.forEach(channel -> channel.pipeline().fireUserEventTriggered(STOPPING));
        return channels.newCloseFuture().awaitUninterruptibly(longest.toMillis());
    }

    /** Closes those that have not ended. */
    public void close() {
        var unused = channels.close();
    }
}
