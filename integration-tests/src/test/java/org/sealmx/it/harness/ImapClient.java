package org.sealmx.it.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.cli.lmtp.LineConnection;

/** Reads a mailbox via IMAP, octet for octet. */
public final class ImapClient implements AutoCloseable {

    private static final Pattern EXISTS = Pattern.compile("\\* (\\d+) EXISTS");
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");

    private final LineConnection connection;
    private int tag;

    private ImapClient(LineConnection connection) {
        this.connection = connection;
    }

    /** Connects and logs in. */
    public static ImapClient login(int port, String user, String password) throws IOException {
        ImapClient client = new ImapClient(new LineConnection(port));
        client.connection.readLine();
        client.command("LOGIN \"" + user + "\" \"" + password + "\"", new ArrayList<>());
        return client;
    }

    /** How many messages are in the inbox. */
    public int countInbox() throws IOException {
        return count("INBOX");
    }

    /** How many messages are in a folder. */
    public int count(String folder) throws IOException {
        List<String> lines = new ArrayList<>();
        command("SELECT \"" + folder + "\"", lines);
        return lines.stream()
                .map(EXISTS::matcher)
                .filter(Matcher::matches)
                .mapToInt(m -> Integer.parseInt(m.group(1)))
                .findFirst()
                .orElseThrow(() -> new IOException("no EXISTS in " + lines));
    }

    /** The whole message with that number, counted from 1. Call {@link #count} first. */
    public byte[] fetch(int number) throws IOException {
        List<String> untagged = new ArrayList<>();
        List<byte[]> literals = command("FETCH " + number + " BODY.PEEK[]", untagged);
        if (literals.isEmpty() && untagged.equals(List.of(")"))) {
            literals.add(readOvertaken(number));
        }
        if (literals.size() != 1) {
            throw new IOException("message " + number + " has " + literals.size() + " bodies: " + untagged);
        }
        return literals.get(0);
    }

    /**
     * Reads the start of a response whose end has already arrived. If a command arrives while James 3.8.1 is still
     * finishing the one before, its {@code Linearalizer} may run it before the event loop subscribes: the loop then
     * writes the last buffer ({@code )} and the tagged line) at once, ahead of the response line and the literal that
     * are waiting in its own queue.
     */
    private byte[] readOvertaken(int number) throws IOException {
        String line = connection.readLine();
        OptionalInt literal = literalLength(line);
        if (!line.startsWith("* " + number + " FETCH (") || literal.isEmpty()) {
            throw new IOException("message " + number + " has no body: " + line);
        }
        return connection.read(literal.getAsInt());
    }

    /** Every message of the inbox. */
    public List<byte[]> fetchInbox() throws IOException {
        int count = countInbox();
        List<byte[]> messages = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            messages.add(fetch(i));
        }
        return messages;
    }

    /** The flags of a message of the folder that was counted last, as the server writes them. */
    public String flags(int number) throws IOException {
        List<String> lines = new ArrayList<>();
        command("FETCH " + number + " FLAGS", lines);
        return String.join(" ", lines);
    }

    private List<byte[]> command(String command, List<String> untagged) throws IOException {
        String name = "a" + ++tag;
        connection.sendLine(name + " " + command);
        List<byte[]> literals = new ArrayList<>();
        while (true) {
            String line = connection.readLine();
            if (line.startsWith(name + " ")) {
                if (!line.startsWith(name + " OK")) {
                    throw new IOException("'" + command + "' was answered with " + line);
                }
                return literals;
            }
            OptionalInt literal = literalLength(line);
            if (literal.isPresent()) {
                literals.add(connection.read(literal.getAsInt()));
            }
            untagged.add(line);
        }
    }

    private static OptionalInt literalLength(String line) {
        Matcher matcher = LITERAL.matcher(line);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
