package org.sealmx.standalone;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Hands one message in, as Postfix does (RFC 2033). */
final class LmtpClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    private LmtpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.out = socket.getOutputStream();
    }

    /**
     * What became of the message for one recipient.
     *
     * @param recipient the address
     * @param reply     the last line that was said about it
     */
    record Outcome(String recipient, String reply) {
        boolean isDelivered() {
            return reply.startsWith("2");
        }
    }

    /** Connects and introduces itself. */
    static LmtpClient connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            int patience = Math.toIntExact(PATIENCE.toMillis());
            socket.setSoTimeout(patience);
            socket.connect(Ports.local(port), patience);
            LmtpClient client = new LmtpClient(socket);
            client.expect("220", client.reply());
            client.expect("250", client.command("LHLO localhost"));
            return client;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Delivers a message; lines may end in LF or CRLF. */
    List<Outcome> deliver(String sender, List<String> recipients, byte[] message) throws IOException {
        expect("250", command("MAIL FROM:<" + sender + ">"));
        List<Outcome> outcomes = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        for (String recipient : recipients) {
            String reply = command("RCPT TO:<" + recipient + ">");
            if (reply.startsWith("2")) {
                accepted.add(recipient);
            } else {
                outcomes.add(new Outcome(recipient, reply));
            }
        }
        if (!accepted.isEmpty()) {
            expect("354", command("DATA"));
            out.write(stuffed(message));
            out.flush();
            for (String recipient : accepted) {
                outcomes.add(new Outcome(recipient, reply()));
            }
        }
        return outcomes;
    }

    private String command(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return reply();
    }

    private String reply() throws IOException {
        while (true) {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("the LMTP server closed the connection");
            }
            if (line.length() < 4 || line.charAt(3) != '-') {
                return line;
            }
        }
    }

    private void expect(String code, String reply) throws IOException {
        if (!reply.startsWith(code)) {
            throw new IOException("the LMTP server said: " + reply);
        }
    }

    private static byte[] stuffed(byte[] message) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int previous = '\n';
        for (byte octet : message) {
            if (octet == '.' && previous == '\n') {
                lines.write('.');
            }
            if (octet == '\n' && previous != '\r') {
                lines.write('\r');
            }
            lines.write(octet);
            previous = octet;
        }
        if (previous != '\n') {
            lines.writeBytes(new byte[] {'\r', '\n'});
        }
        lines.writeBytes(new byte[] {'.', '\r', '\n'});
        return lines.toByteArray();
    }

    @Override
    public void close() throws IOException {
        try {
            command("QUIT");
        } finally {
            socket.close();
        }
    }
}
