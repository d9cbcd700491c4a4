package org.sealmx.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes the octets between a client and an LMTP server on, notes in which order they came, and can lose a reply to a
 * message: the server has sent it, and the connection ends. Thread-safe.
 */
public final class LmtpRelay implements AutoCloseable {

    private final Relay relay;
    private final List<String> transcript = new ArrayList<>();
    private int toLose;

    private final class NotedWays implements Relay.Ways {

        @Override
        public void there(Socket client, Socket server) throws IOException {
            pass(client, server, "C: ");
        }

        @Override
        public void back(Socket server, Socket client) throws IOException {
            pass(server, client, "S: ");
        }
    }

    /** @param target the port of the server */
    public LmtpRelay(int target) throws IOException {
        relay = new Relay(0, Relay.loopback(target), NotedWays::new);
    }

    /** {@code inet:127.0.0.1:PORT}. */
    public String inet() {
        return "inet:127.0.0.1:" + relay.port();
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

    private void pass(Socket from, Socket to, String side) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        boolean afterGoAhead = false;
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

    @Override
    public void close() throws IOException {
        relay.close();
    }
}
