package org.sealmx.it.survival;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Postfix' log says about our messages; reads each line once. */
final class MailLog {

    private static final Pattern ID = Pattern.compile(" ([0-9A-Za-z]+): message-id=<([^>]*)>");
    private static final Pattern STATUS =
            Pattern.compile(" ([0-9A-Za-z]+): to=<([^>]*)>,.* relay=127\\.0\\.0\\.1.* status=(sent|bounced|deferred) ");

    private final Path file;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> bounced = new HashSet<>();
    private long position;
    private int sent;
    private int deferred;
    private String rest = "";

    MailLog(Path file) {
        this.file = file;
    }

    /** How many deliveries were confirmed so far. */
    int sent() throws IOException {
        read();
        return sent;
    }

    /** How many attempts failed for now so far. */
    int deferred() throws IOException {
        read();
        return deferred;
    }

    /** The deliveries that Postfix gave up. */
    Set<String> bounced() throws IOException {
        read();
        return Set.copyOf(bounced);
    }

    /** The number of the message with a queue id; -1 when it is none of ours. */
    int numberOf(String queueId) throws IOException {
        read();
        return numbers.getOrDefault(queueId, -1);
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] more = new byte[Math.toIntExact(in.length() - position)];
            in.seek(position);
            in.readFully(more);
            position += more.length;
            String text = rest + new String(more, StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n') + 1;
            rest = text.substring(end);
            text.substring(0, end).lines().forEach(this::note);
        }
    }

    private void note(String line) {
        Matcher id = ID.matcher(line);
        if (id.find()) {
            numbers.put(id.group(1), Letters.numberIn(id.group(2)));
            return;
        }
        Matcher status = STATUS.matcher(line);
        int number = status.find() ? numbers.getOrDefault(status.group(1), -1) : -1;
        if (number >= 0) {
            switch (status.group(3)) {
                case "sent" -> sent++;
                case "deferred" -> deferred++;
                default -> bounced.add(Letters.delivery(number, status.group(2)));
            }
        }
    }
}
