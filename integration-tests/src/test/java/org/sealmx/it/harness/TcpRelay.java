package org.sealmx.it.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;

/**
 * Relays connections from a port of the loopback interface to another server until it is cut. Then it drops them, even
 * in the middle of a request, and refuses new ones until it is mended. Thread-safe.
 */
public final class TcpRelay implements AutoCloseable {

    private static final int CONNECT_LIMIT_MS = 10_000;

    private final InetSocketAddress target;
    private final int port;
    private final Set<Socket> sockets = new HashSet<>();
    private ServerSocket listener;

    private TcpRelay(InetSocketAddress target, int port) throws IOException {
        this.target = target;
        this.port = port;
        this.listener = listen();
    }

    /** Listens on a free port and relays to this server. */
    public static TcpRelay start(String host, int port) throws IOException {
        return new TcpRelay(new InetSocketAddress(host, port), Ports.free());
    }

    /** The port where it listens. */
    public int port() {
        return port;
    }

    /** Drops all connections and refuses new ones. */
    public synchronized void cut() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** Accepts connections again. */
    public synchronized void mend() throws IOException {
        listener = listen();
    }

    private ServerSocket listen() throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        start("relay", () -> accept(server));
        return server;
    }

    private void accept(ServerSocket server) throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket peer = new Socket();
            if (!register(server, client, peer)) {
                return;
            }
            start("relay-connection", () -> connect(client, peer));
        }
    }

    private void connect(Socket client, Socket peer) throws IOException {
        try {
            peer.connect(target, CONNECT_LIMIT_MS);
        } catch (IOException e) {
            // the client that connected to the relay learns that there is no server
            forget(client, peer);
            throw e;
        }
        start("relay-answers", () -> pass(peer, client));
        pass(client, peer);
    }

    /** Keeps both for the next cut; closes them if the relay has been cut already. */
    private synchronized boolean register(ServerSocket server, Socket client, Socket peer) throws IOException {
        if (server.isClosed()) {
            client.close();
            return false;
        }
        sockets.add(client);
        sockets.add(peer);
        return true;
    }

    private void pass(Socket from, Socket to) throws IOException {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } finally {
            forget(from, to);
        }
    }

    private synchronized void forget(Socket from, Socket to) throws IOException {
        from.close();
        to.close();
        sockets.remove(from);
        sockets.remove(to);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (SocketException e) {
                        // one of the two has closed, or the relay was cut
                        return;
                    } catch (IOException e) {
                        throw new AssertionError("the relay failed", e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
