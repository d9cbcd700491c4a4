package org.sealmx.server.lmtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The other end of a connection: writes what it is told to and reads replies. Waits for an answer for a bounded time. */
final class LmtpClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;

    LmtpClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        out = socket.getOutputStream();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /** Writes at once, and nothing but this. */
    void write(String octets) throws IOException {
        out.write(octets.getBytes(UTF_8));
        out.flush();
    }

    /** The next reply, its lines joined with LF; empty at the end of the connection. */
    String reply() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                break;
            }
        }
        return String.join("\n", lines);
    }

    List<String> replies(int count) {
        return IntStream.range(0, count).mapToObj(i -> uncheckedReply()).toList();
    }

    private String uncheckedReply() {
        try {
            return reply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a line and reads the reply. */
    String command(String line) throws IOException {
        write(line + "\r\n");
        return reply();
    }

    /** Reads the greeting and says LHLO. */
    LmtpClient greeted() throws IOException {
        reply();
        command("LHLO client.example");
        return this;
    }

    /** Begins a transaction and answers the last reply, that of DATA. */
    String begin(String... recipients) throws IOException {
        command("MAIL FROM:<sender@example.com>");
        for (String recipient : recipients) {
            command("RCPT TO:<" + recipient + ">");
        }
        return command("DATA");
    }

    /** Sends a message to recipients that are all accepted, and reads one reply for each. */
    List<String> send(String message, String... recipients) throws IOException {
        begin(recipients);
        write(message + "\r\n.\r\n");
        return replies(recipients.length);
    }

    /** Goes away with a reset, as a client does that was killed with replies unread. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
