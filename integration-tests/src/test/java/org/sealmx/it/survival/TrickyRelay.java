package org.sealmx.it.survival;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Passes the octets between a client and a server of messages on, and plays a trick on some of the messages.
 * Thread-safe.
 */
final class TrickyRelay implements AutoCloseable {

    /** What happens to a message. */
    enum Trick {
        /** The relay refuses it for now after its last octet; the server gets nothing of it. */
        REFUSE_FOR_NOW,
        /** The same, for good. */
        REFUSE_FOR_GOOD,
        /** The relay takes it and says nothing, and the server gets nothing of it. */
        HANG,
        /** The connection ends after the last octet; the server gets nothing of the message. */
        DIE,
        /** The server gets the message, and the connection ends before the client has the reply. */
        LOSE_REPLY
    }

    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final int target;
    private final Supplier<Talk> protocol;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private Trick trick = Trick.DIE;
    private int every = 1;
    private int left;
    private int played;
    private int messages;

    /** @param target the port of the server */
    TrickyRelay(int target, Supplier<Talk> protocol) throws IOException {
        this.target = target;
        this.protocol = protocol;
        start("tricky-relay", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Plays the trick on one message in so many, until it has been played so often. */
    synchronized void play(Trick wanted, int oneIn, int times) {
        trick = wanted;
        every = oneIn;
        left = times;
    }

    /** How often a trick has been played. */
    synchronized int played() {
        return played;
    }

    private synchronized boolean isDue() {
        if (left == 0 || ++messages % every != 0) {
            return false;
        }
        left--;
        played++;
        return true;
    }

    private synchronized Trick trick() {
        return trick;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            sockets.add(client);
            start("tricky-relay-client", () -> connect(client));
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        sockets.add(server);
        Connection connection = new Connection(client, server, protocol.get());
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 10_000);
            start("tricky-relay-replies", connection::passReplies);
            connection.passMessages();
        } finally {
            connection.end();
        }
    }

    private final class Connection {

        private final Socket client;
        private final Socket server;
        private final Talk talk;
        private volatile boolean losesReply;

        Connection(Socket client, Socket server, Talk talk) {
            this.client = client;
            this.server = server;
            this.talk = talk;
        }

        void passMessages() throws IOException {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            boolean inside = false;
            boolean swallows = false;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String text = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                if (!inside && talk.begins(text)) {
                    inside = true;
                    swallows = false;
                    if (isDue()) {
                        losesReply = trick() == Trick.LOSE_REPLY;
                        swallows = !losesReply;
                    }
                }
                if (!swallows) {
                    out.write(buffer, 0, n);
                }
                if (inside && talk.collect(text)) {
                    inside = false;
                    if (swallows) {
                        answer(in, buffer);
                        return;
                    }
                }
            }
        }

        private void answer(InputStream in, byte[] buffer) throws IOException {
            Trick now = trick();
            if (now == Trick.REFUSE_FOR_NOW || now == Trick.REFUSE_FOR_GOOD) {
                String refusal = talk.refusal(now == Trick.REFUSE_FOR_GOOD);
                client.getOutputStream().write(refusal.getBytes(StandardCharsets.ISO_8859_1));
            } else if (now == Trick.HANG) {
                int n = 0;
                while (n >= 0) {
                    n = in.read(buffer);
                }
            }
        }

        void passReplies() throws IOException {
            try {
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] buffer = new byte[64 * 1024];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (losesReply) {
                        return;
                    }
                    talk.heard(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                    out.write(buffer, 0, n);
                }
            } finally {
                end();
            }
        }

        void end() throws IOException {
            client.close();
            server.close();
            sockets.remove(client);
            sockets.remove(server);
        }
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

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
