package org.sealmx.it.bench.scaling;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.SealMxServer;

/**
 * Hands messages over one by one, as a process of Postfix does: to any of the nodes, over a connection that is kept;
 * and to another at once when that node does not answer or defers the message. Used by one thread.
 */
final class Courier implements AutoCloseable {

    private static final String SENDER = "sender@example.net";
    private static final int NOBODY = 421;

    /** Postfix' {@code lmtp_mx_session_limit}: what a node defers is offered to one other at once. */
    private static final int SESSIONS = 2;

    private final byte[] body;
    private final List<SealMxServer> nodes;
    private final Random random;
    private final Map<Integer, LmtpClient> connections = new HashMap<>();
    private long dot;

    /** @param nodes those that a name has; the list may change at any time */
    Courier(byte[] body, List<SealMxServer> nodes, long seed) {
        this.body = body;
        this.nodes = nodes;
        this.random = new Random(seed);
    }

    /** The code of the last reply; 421 when no node has taken the message or refused it. */
    int deliver(Letter letter) {
        List<SealMxServer> order = new ArrayList<>(nodes);
        Collections.shuffle(order, random);
        int code = NOBODY;
        int sessions = 0;
        for (SealMxServer node : order) {
            Optional<LmtpClient> client = connection(node.lmtpPort());
            if (client.isPresent()) {
                code = deliver(letter, node.lmtpPort(), client.get());
                if (++sessions == SESSIONS || code < 400 || code >= 500) {
                    break;
                }
            }
        }
        return code;
    }

    /** When the last message was sent whole. */
    long dot() {
        return dot;
    }

    private int deliver(Letter letter, int port, LmtpClient client) {
        try {
            int code = talk(client, letter);
            if (code == NOBODY) {
                drop(port);
            }
            return code;
        } catch (IOException e) {
            drop(port);
            return NOBODY;
        }
    }

    private int talk(LmtpClient client, Letter letter) throws IOException {
        List<ServerReply> envelope =
                client.pipeline("MAIL FROM:<" + SENDER + ">", "RCPT TO:<" + letter.recipient() + ">");
        for (ServerReply reply : envelope) {
            if (reply.code() != 250) {
                client.command("RSET");
                return reply.code();
            }
        }
        ServerReply go = client.command("DATA");
        if (go.code() != 354) {
            return go.code();
        }
        client.raw().send(header(letter));
        client.raw().send(body);
        dot = System.nanoTime();
        return client.readReply().code();
    }

    private Optional<LmtpClient> connection(int port) {
        try {
            if (!connections.containsKey(port)) {
                connections.put(port, LmtpClient.lhlo(port));
            }
            return Optional.ofNullable(connections.get(port));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void drop(int port) {
        LmtpClient client = connections.remove(port);
        if (client != null) {
            try {
                client.close();
            } catch (IOException e) {
                // it is of no use any more
                return;
            }
        }
    }

    private static byte[] header(Letter letter) {
        return ("Received: from load.example.net by mx.example.org (Postfix) with ESMTP id " + letter.number()
                        + ";\r\n Mon, 30 Nov 2026 12:00:00 +0000 (UTC)\r\n"
                        + "From: Sender <sender@example.net>\r\nTo: " + letter.recipient() + "\r\nSubject: message "
                        + letter.number() + "\r\nDate: Mon, 30 Nov 2026 12:00:00 +0000\r\nMessage-ID: "
                        + letter.messageId() + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        List.copyOf(connections.keySet()).forEach(this::drop);
    }
}
