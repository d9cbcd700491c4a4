package org.sealmx.server.listen;

import com.google.errorprone.annotations.ThreadSafe;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections there may be at once, in all and from one address. James' own limits close a connection without
 * a reply; this limit is checked before anything is set up for the connection, so the client gets one (RFC 5321 section
 * 3.8). Several ports may share one limit.
 */
@ThreadSafe
public final class ConnectionLimit {

    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger connections = new AtomicInteger();
    private final ConcurrentMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

    /**
     * @param most connections at once; 0 for no limit
     * @param mostPerAddress connections at once from one address; 0 for no limit
     */
    public ConnectionLimit(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Whether there is room for the connection; if so, it is counted until it is closed. */
    public boolean admits(SocketChannel channel) {
        InetAddress address = channel.remoteAddress().getAddress();
        if (!enters(address)) {
            return false;
        }
        channel.closeFuture().addListener(closed -> leaves(address));
        return true;
    }

    /** Counts a connection for which another one is being closed: it is counted whether there is room or not. */
    public void count(SocketChannel channel) {
        InetAddress address = channel.remoteAddress().getAddress();
        connections.incrementAndGet();
        perAddress.merge(address, 1, Integer::sum);
        channel.closeFuture().addListener(closed -> leaves(address));
    }

    boolean enters(InetAddress address) {
        int inAll = connections.incrementAndGet();
        int fromAddress = perAddress.merge(address, 1, Integer::sum);
        if ((most > 0 && inAll > most) || (mostPerAddress > 0 && fromAddress > mostPerAddress)) {
            leaves(address);
            return false;
        }
        return true;
    }

    void leaves(InetAddress address) {
        connections.decrementAndGet();
        perAddress.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
    }
}
