package org.sealmx.it.survival;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.sealmx.it.harness.Relay;

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

    private final Relay relay;
    private Trick trick = Trick.DIE;
    private int every = 1;
    private int left;
    private int played;
    private int messages;

    /** @param target the port of the server */
    TrickyRelay(int target, Supplier<Talk> protocol) throws IOException {
        relay = new Relay(0, Relay.loopback(target), () -> new Connection(protocol.get()));
    }

    int port() {
        return relay.port();
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

    private final class Connection implements Relay.Ways {

        private final Talk talk;
        private volatile boolean losesReply;

        Connection(Talk talk) {
            this.talk = talk;
        }

        @Override
        public void there(Socket client, Socket server) throws IOException {
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
                        answer(client, buffer);
                        return;
                    }
                }
            }
        }

        private void answer(Socket client, byte[] buffer) throws IOException {
            Trick now = trick();
            if (now == Trick.REFUSE_FOR_NOW || now == Trick.REFUSE_FOR_GOOD) {
                String refusal = talk.refusal(now == Trick.REFUSE_FOR_GOOD);
                client.getOutputStream().write(refusal.getBytes(StandardCharsets.ISO_8859_1));
            } else if (now == Trick.HANG) {
                InputStream in = client.getInputStream();
                int n = 0;
                while (n >= 0) {
                    n = in.read(buffer);
                }
            }
        }

        @Override
        public void back(Socket server, Socket client) throws IOException {
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
        }
    }

    @Override
    public void close() throws IOException {
        relay.close();
    }
}
