package org.sealmx.server.lmtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.sealmx.cli.lmtp.LineConnection;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;

/** A dialogue with the server of a test, with replies as text. */
final class Dialogue implements AutoCloseable {

    private final LmtpClient client;

    Dialogue(int port) throws IOException {
        client = LmtpClient.on(new LineConnection(port));
    }

    /** Writes exactly this, in one piece. */
    void write(String octets) throws IOException {
        client.raw().send(octets.getBytes(UTF_8));
    }

    /** The next reply, its lines joined with LF; empty at the end of the connection. */
    String reply() throws IOException {
        try {
            return client.readReply().received();
        } catch (EOFException e) {
            return "";
        }
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
    Dialogue greeted() throws IOException {
        reply();
        command("LHLO client.example");
        return this;
    }

    /** Begins a transaction and returns the last reply, that to DATA. */
    String begin(String... recipients) throws IOException {
        client.envelope("sender@example.com", List.of(recipients));
        return client.command("DATA").received();
    }

    /** Sends a message to recipients that are all accepted, and reads one reply for each. */
    List<String> send(String message, String... recipients) throws IOException {
        begin(recipients);
        write(message + "\r\n.\r\n");
        return client.readReplies(recipients.length).stream()
                .map(ServerReply::received)
                .toList();
    }

    /** Resets the connection, as a client does that is killed with unread replies. */
    void reset() throws IOException {
        client.raw().reset();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
