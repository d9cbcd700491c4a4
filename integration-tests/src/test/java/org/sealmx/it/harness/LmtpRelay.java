package org.sealmx.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes the octets between a client and an LMTP server on, notes in which order they came, and can lose a reply to a
 * message: the server has sent it, and the connection ends. Thread-safe.
 */
public final class LmtpRelay implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> transcript = new ArrayList<>();
    private int toLose;

    /** @param target the port of the server */
    public LmtpRelay(int target) throws IOException {
        this.target = target;
        start("relay", this::accept);
    }

    /** {@code inet:127.0.0.1:PORT}. */
    public String inet() {
        return "inet:127.0.0.1:" + listener.getLocalPort();
    }

    /** The next replies to messages will not reach the client. */
    public synchronized void loseReplies(int count) {
        toLose = count;
    }

    /** How many replies are still to be lost. */
    public synchronized int repliesToLose() {
        return toLose;
    }

    /** What has been read in one piece, in the order of reading, after {@code C: } or {@code S: }. */
    public synchronized List<String> transcript() {
        return List.copyOf(transcript);
    }

    /** Forgets the transcript. */
    public synchronized void forget() {
        transcript.clear();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            sockets.add(client);
            start("relay-commands", () -> connect(client));
        }
    }

    private void connect(Socket client) throws IOException {
        try (client) {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(server);
            start("relay-answers", () -> pass(server, client, "S: "));
            pass(client, server, "C: ");
        } finally {
            sockets.remove(client);
        }
    }

    private void pass(Socket from, Socket to, String side) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        boolean afterGoAhead = false;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String text = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                boolean reply = side.startsWith("S") && afterGoAhead;
                if (note(side + text, reply)) {
                    return;
                }
                afterGoAhead = text.startsWith("354") || text.contains("\n354");
                out.write(buffer, 0, n);
                out.flush();
            }
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** Whether the octets are to be lost. */
    private synchronized boolean note(String text, boolean replyToMessage) {
        transcript.add(text);
        if (replyToMessage && toLose > 0) {
            toLose--;
            return true;
        }
        return false;
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
                        // one of the two has closed, or the relay was closed
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
