package org.sealmx.it.harness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Relays connections from a port of the loopback interface to another server until it is cut. Then it drops them, even
 * in the middle of a request, and refuses new ones until it is mended. Thread-safe.
 */
public final class TcpRelay implements AutoCloseable {

    private final InetSocketAddress target;
    private final int port;
    private Relay relay;

    /** Passes all octets on, both ways. */
    static final class EverythingPasses implements Relay.Ways {

        @Override
        public void there(Socket client, Socket server) throws IOException {
            client.getInputStream().transferTo(server.getOutputStream());
        }

        @Override
        public void back(Socket server, Socket client) throws IOException {
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private TcpRelay(InetSocketAddress target) throws IOException {
        this.target = target;
        this.relay = listen(0);
        this.port = relay.port();
    }

    private Relay listen(int at) throws IOException {
        return new Relay(at, target, EverythingPasses::new);
    }

    /** Listens on a free port and relays to this server. */
    public static TcpRelay start(String host, int port) throws IOException {
        return new TcpRelay(new InetSocketAddress(host, port));
    }

    /** The port where it listens. */
    public int port() {
        return port;
    }

    /** Drops all connections and refuses new ones. */
    public synchronized void cut() throws IOException {
        relay.close();
    }

    /** Accepts connections again. */
    public synchronized void mend() throws IOException {
        relay = listen(port);
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
