package org.sealmx.it.bench.lmtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.sealmx.it.bench.Percentile;

/**
 * Sends messages over connections that stay open, one after the other on each, and takes the time from the final dot to
 * the last reply. The commands of a message come in one packet, as from Postfix (RFC 2920). No two messages are equal.
 */
final class LmtpLoad {

    /** A line that all messages have, to be looked for in what is stored. */
    static final String CANARY = "SealMX measures what a message of this size costs to take and to keep.";

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final int COLUMNS = 76;

    private final byte[] body;
    private final List<String> accounts;
    private final int recipients;
    private final int connections;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param accounts to whom the messages go in turn, as many to a message as it has recipients */
    LmtpLoad(Kind kind, List<String> accounts) {
        this.body = body(kind.octets());
        this.accounts = List.copyOf(accounts);
        this.recipients = kind.recipients();
        this.connections = kind.connections();
    }

    /**
     * What was measured.
     *
     * @param seconds from the first message to the last reply
     * @param milliseconds from the final dot to the last reply, for each message, in ascending order
     */
    record Times(double seconds, List<Double> milliseconds) {

        double rate() {
            return milliseconds.size() / seconds;
        }

        double percentile(int percent) {
            return Percentile.of(milliseconds, percent);
        }
    }

    private static byte[] body(int octets) {
        StringBuilder text = new StringBuilder("\r\n").append(CANARY).append("\r\n");
        Random random = new Random(octets);
        byte[] line = new byte[COLUMNS / 4 * 3];
        while (text.length() < octets - 300) {
            random.nextBytes(line);
            text.append(Base64.getEncoder().encodeToString(line)).append("\r\n");
        }
        return text.append(".\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Sends so many messages.
     *
     * @throws IOException when one is not taken for each recipient
     */
    Times send(int port, int messages) throws IOException, InterruptedException {
        AtomicInteger left = new AtomicInteger(messages);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<List<Double>>> running = new ArrayList<>();
            long begin = System.nanoTime();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> send(port, left)));
            }
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> each : running) {
                try {
                    all.addAll(each.get());
                } catch (ExecutionException e) {
                    throw new IOException("a message was not taken", e.getCause());
                }
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Times(seconds, all.stream().sorted().toList());
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Double> send(int port, AtomicInteger left) throws IOException {
        List<Double> milliseconds = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            expect(in, '2');
            command(out, in, "LHLO load.example.net", '2');
            while (left.getAndDecrement() > 0) {
                out.write(commands());
                // the replies to RSET, MAIL and each RCPT
                for (int i = 0; i < 2 + recipients; i++) {
                    expect(in, '2');
                }
                expect(in, '3');
                out.write(header());
                out.write(body, 0, body.length - 3);
                long dot = System.nanoTime();
                out.write(body, body.length - 3, 3);
                for (int i = 0; i < recipients; i++) {
                    expect(in, '2');
                }
                milliseconds.add((System.nanoTime() - dot) / 1e6);
            }
            command(out, in, "QUIT", '2');
        }
        return milliseconds;
    }

    /** With RSET, without which James' own server takes no second message. */
    private byte[] commands() {
        StringBuilder commands = new StringBuilder("RSET\r\nMAIL FROM:<sender@example.net>\r\n");
        int first = turn.getAndAdd(recipients);
        for (int i = 0; i < recipients; i++) {
            commands.append("RCPT TO:<")
                    .append(accounts.get((first + i) % accounts.size()))
                    .append(">\r\n");
        }
        return commands.append("DATA\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] header() {
        long number = NUMBER.incrementAndGet();
        return ("Received: from load.example.net by mx.example.org (Postfix) with ESMTP id " + number + ";\r\n"
                        + " Mon, 30 Nov 2026 12:00:00 +0000 (UTC)\r\n"
                        + "From: Sender <sender@example.net>\r\nTo: user0@example.org\r\nSubject: message " + number
                        + "\r\nDate: Mon, 30 Nov 2026 12:00:00 +0000\r\nMessage-ID: <" + number + "@example.net>\r\n"
                        + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void command(OutputStream out, BufferedReader in, String line, char reply) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        expect(in, reply);
    }

    private static void expect(BufferedReader in, char first) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null || line.charAt(0) != first) {
            throw new IOException("the server answered " + line);
        }
    }
}
