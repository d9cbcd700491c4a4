package org.sealmx.it.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A server that takes every message via SMTP or LMTP and keeps it for the test; it is the destination of bounces. */
public final class SmtpSink implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Envelope> received = new CopyOnWriteArrayList<>();
    private final Consumer<Envelope> taker;
    private final Duration work;

    /**
     * A message that it took.
     *
     * @param sender the reverse-path without brackets
     * @param recipients the forward-paths without brackets
     * @param message its octets, dots unstuffed
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    public record Envelope(String sender, List<String> recipients, byte[] message) {
        /** The message, one char for each octet. */
        public String text() {
            return new String(message, StandardCharsets.ISO_8859_1);
        }
    }

    /** Listens on a free port. */
    public SmtpSink() throws IOException {
        this(Duration.ZERO);
    }

    /** Listens on a free port, and takes that long to accept a message. */
    public SmtpSink(Duration work) throws IOException {
        this.work = work;
        this.taker = received::add;
        threads.execute(this::accept);
    }

    /** Listens on a free port, and gives each message away instead of keeping it, on the thread of its connection. */
    public SmtpSink(Consumer<Envelope> taker) throws IOException {
        this.work = Duration.ZERO;
        this.taker = taker;
        threads.execute(this::accept);
    }

    /** The port where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** The messages taken so far. */
    public List<Envelope> received() {
        return List.copyOf(received);
    }

    /** How many messages it has taken so far. */
    public int count() {
        return received.size();
    }

    /** The messages for a recipient, as soon as there is at least one. */
    public List<Envelope> awaitFor(String recipient) throws Exception {
        return Await.value("mail for " + recipient, Duration.ofMinutes(1), () -> {
            List<Envelope> mine = received.stream()
                    .filter(e -> e.recipients().contains(recipient))
                    .toList();
            return mine.isEmpty() ? Optional.empty() : Optional.of(mine);
        });
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Session(socket).run();
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private final class Session {
        private final Socket socket;
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";
        private boolean lmtp;

        Session(Socket socket) {
            this.socket = socket;
        }

        void run() throws IOException {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            reply("220 sink.example.net ready");
            for (Optional<byte[]> line = readLine(in); line.isPresent(); line = readLine(in)) {
                String command = new String(line.get(), StandardCharsets.UTF_8).trim();
                String verb = command.toUpperCase(Locale.ROOT);
                if (verb.startsWith("EHLO") || verb.startsWith("LHLO")) {
                    lmtp = verb.startsWith("LHLO");
                    reply("250-sink.example.net\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8");
                } else if (verb.startsWith("MAIL FROM:")) {
                    sender = path(command);
                    recipients.clear();
                    reply("250 2.1.0 OK");
                } else if (verb.startsWith("RCPT TO:")) {
                    recipients.add(path(command));
                    reply("250 2.1.5 OK");
                } else if (verb.equals("DATA")) {
                    reply("354 go on");
                    Envelope envelope = new Envelope(sender, List.copyOf(recipients), readMessage(in));
                    LockSupport.parkNanos(work.toNanos());
                    taker.accept(envelope);
                    for (int i = 0; i < (lmtp ? recipients.size() : 1); i++) {
                        reply("250 2.0.0 taken");
                    }
                } else if (verb.equals("QUIT")) {
                    reply("221 2.0.0 bye");
                    return;
                } else {
                    reply("250 2.0.0 OK");
                }
            }
        }

        private void reply(String lines) throws IOException {
            socket.getOutputStream().write((lines + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        private static String path(String command) {
            return command.substring(command.indexOf('<') + 1, command.indexOf('>'));
        }

        private static byte[] readMessage(InputStream in) throws IOException {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            for (Optional<byte[]> line = readLine(in); line.isPresent(); line = readLine(in)) {
                byte[] octets = line.get();
                if (octets.length == 3 && octets[0] == '.') {
                    return message.toByteArray();
                }
                message.write(octets, octets[0] == '.' ? 1 : 0, octets.length - (octets[0] == '.' ? 1 : 0));
            }
            throw new IOException("the client left in the middle of a message");
        }

        private static Optional<byte[]> readLine(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                line.write(c);
                if (c == '\n') {
                    return Optional.of(line.toByteArray());
                }
            }
            return Optional.empty();
        }
    }
}
