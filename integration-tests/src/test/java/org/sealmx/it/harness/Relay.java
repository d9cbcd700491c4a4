package org.sealmx.it.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes connections on the loopback interface, and opens one to another server for each. When one of its two ways ends,
 * so does the connection. Thread-safe.
 */
public final class Relay implements AutoCloseable {

    private static final int CONNECT_LIMIT_MS = 10_000;
    private static final int BACKLOG = 200;

    /** What happens to the octets of one connection, on a thread for each way. */
    public interface Ways {

        /** Passes the octets of the client on, until there are no more. */
        void there(Socket client, Socket server) throws IOException;

        /** Passes the octets of the server on, until there are no more. */
        void back(Socket server, Socket client) throws IOException;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private final InetSocketAddress target;
    private final Supplier<? extends Ways> ways;
    private final Set<Socket> sockets = new HashSet<>();
    private final ServerSocket listener = new ServerSocket();

    /**
     * @param port where it listens; 0 is a free one
     * @param target the server
     * @param ways for each connection
     */
    public Relay(int port, InetSocketAddress target, Supplier<? extends Ways> ways) throws IOException {
        this(loopback(port), target, ways);
    }

    /** As above, on another address than loopback, for a relay in a container. */
    Relay(InetSocketAddress address, InetSocketAddress target, Supplier<? extends Ways> ways) throws IOException {
        this.target = target;
        this.ways = ways;
        listener.setReuseAddress(true);
        listener.bind(address, BACKLOG);
        start("relay", this::accept);
    }

    /** A server on the loopback interface. */
    public static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The port where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket();
            if (!register(client, server)) {
                return;
            }
            start("relay-there", () -> connect(client, server));
        }
    }

    /** Keeps both until the end; closes the client if that was a moment ago. */
    private synchronized boolean register(Socket client, Socket server) throws IOException {
        if (listener.isClosed()) {
            client.close();
            return false;
        }
        sockets.add(client);
        sockets.add(server);
        return true;
    }

    /** The client learns by the end of its connection that there is no server. */
    private void connect(Socket client, Socket server) throws IOException {
        Ways both = ways.get();
        try {
            server.connect(target, CONNECT_LIMIT_MS);
            start("relay-back", () -> {
                try {
                    both.back(server, client);
                } finally {
                    end(client, server);
                }
            });
            both.there(client, server);
        } finally {
            end(client, server);
        }
    }

    private synchronized void end(Socket client, Socket server) throws IOException {
        client.close();
        server.close();
        sockets.remove(client);
        sockets.remove(server);
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (SocketException e) {
                        // one of the two has closed or is not there, or the relay was closed
                        return;
                    } catch (IOException e) {
                        throw new AssertionError("the relay failed", e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends all connections, even in the middle of a request, and takes no new ones. */
    @Override
    public synchronized void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }
}
