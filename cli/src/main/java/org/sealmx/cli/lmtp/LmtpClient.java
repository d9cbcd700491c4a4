package org.sealmx.cli.lmtp;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A client for LMTP (RFC 2033) and SMTP servers on 127.0.0.1. It delivers a message, or, for tests, sends any octets,
 * valid or not. Used by one thread.
 */
public final class LmtpClient implements AutoCloseable {

    private final LineConnection connection;

    private LmtpClient(LineConnection connection) {
        this.connection = connection;
    }

    /** A client on a connection from which the greeting has not been read. */
    public static LmtpClient on(LineConnection connection) {
        return new LmtpClient(connection);
    }

    /**
     * Connects and reads the greeting.
     *
     * @throws java.net.ConnectException when nothing listens there
     * @throws IOException when the greeting is not 220
     */
    public static LmtpClient connect(int port) throws IOException {
        LmtpClient client = new LmtpClient(new LineConnection(port));
        try {
            ServerReply greeting = client.readReply();
            if (greeting.code() != 220) {
                throw new IOException("the server's greeting was " + greeting);
            }
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    /** Connects as {@link #connect} does, and sends LHLO. */
    public static LmtpClient lhlo(int port) throws IOException {
        LmtpClient client = connect(port);
        ServerReply reply = client.command("LHLO mx.example.net");
        if (reply.code() != 250) {
            client.close();
            throw new IOException("the server answered LHLO with " + reply);
        }
        return client;
    }

    /** The underlying connection, for octets that are not commands. */
    public LineConnection raw() {
        return connection;
    }

    /** Sends one command and reads its reply. */
    public ServerReply command(String line) throws IOException {
        connection.sendLine(line);
        return readReply();
    }

    /** Sends several commands at once, then reads a reply for each. */
    public List<ServerReply> pipeline(String... lines) throws IOException {
        connection.send((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
        return readReplies(lines.length);
    }

    /** Sends MAIL FROM and one RCPT TO for each recipient; returns the replies to RCPT TO. */
    public List<ServerReply> envelope(String sender, List<String> recipients) throws IOException {
        ServerReply mail = command("MAIL FROM:<" + sender + ">");
        if (mail.code() != 250) {
            throw new IOException("the server answered MAIL FROM with " + mail);
        }
        List<ServerReply> replies = new ArrayList<>();
        for (String recipient : recipients) {
            replies.add(command("RCPT TO:<" + recipient + ">"));
        }
        return replies;
    }

    /** Sends DATA and the dot-stuffed message, and reads one reply for each accepted recipient. */
    public List<ServerReply> data(byte[] message, int accepted) throws IOException {
        ServerReply go = command("DATA");
        if (go.code() != 354) {
            throw new IOException("the server answered DATA with " + go);
        }
        connection.send(DotStuffing.stuff(message));
        return readReplies(accepted);
    }

    /** A whole transaction whose recipients must all be accepted; returns the replies to the message. */
    public List<ServerReply> deliver(String sender, List<String> recipients, byte[] message) throws IOException {
        for (ServerReply reply : envelope(sender, recipients)) {
            if (reply.code() != 250) {
                throw new IOException("the server answered RCPT TO with " + reply);
            }
        }
        return data(message, recipients.size());
    }

    /**
     * The result of a message for one recipient.
     *
     * @param recipient the address
     * @param reply the reply to RCPT TO when that was refused, else to the message
     */
    @Immutable
    public record Outcome(String recipient, ServerReply reply) {}

    /** A whole transaction in which recipients may be refused; returns the results in the order of the recipients. */
    public List<Outcome> offer(String sender, List<String> recipients, byte[] message) throws IOException {
        List<ServerReply> replies = new ArrayList<>(envelope(sender, recipients));
        int accepted = (int) replies.stream().filter(ServerReply::isPositive).count();
        Iterator<ServerReply> stored = (accepted == 0 ? List.<ServerReply>of() : data(message, accepted)).iterator();
        replies.replaceAll(reply -> reply.isPositive() ? stored.next() : reply);
        return IntStream.range(0, recipients.size())
                .mapToObj(i -> new Outcome(recipients.get(i), replies.get(i)))
                .toList();
    }

    /** Reads one reply, of one line or several. */
    public ServerReply readReply() throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = connection.readLine();
            if (!line.matches("\\d{3}([ -].*)?")) {
                throw new IOException("not a reply: '" + line + "'");
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new ServerReply(Integer.parseInt(line.substring(0, 3)), lines);
            }
        }
    }

    /** Reads this many replies. */
    public List<ServerReply> readReplies(int count) throws IOException {
        List<ServerReply> replies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            replies.add(readReply());
        }
        return replies;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
