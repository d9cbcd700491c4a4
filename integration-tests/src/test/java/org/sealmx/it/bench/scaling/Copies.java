package org.sealmx.it.bench.scaling;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sealmx.it.harness.SmtpSink;

/** The store behind all nodes: it counts the copies of each message, by the Message-ID, which stays readable. */
final class Copies implements AutoCloseable {

    private static final String FIELD = "message-id:";

    private final Map<String, Integer> copies = new ConcurrentHashMap<>();
    private final SmtpSink sink;

    Copies() throws IOException {
        sink = new SmtpSink(envelope -> copies.merge(messageId(envelope), 1, Integer::sum));
    }

    /** Where it takes mail. */
    int port() {
        return sink.port();
    }

    private static String messageId(SmtpSink.Envelope envelope) {
        return envelope.text()
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(FIELD))
                .map(line -> line.substring(FIELD.length()).strip())
                .findFirst()
                .orElse("a message without Message-ID");
    }

    /** How many of these are not here. */
    long missing(Collection<String> messageIds) {
        return messageIds.stream().filter(id -> !copies.containsKey(id)).count();
    }

    /** How many copies are here beyond the first of each message. */
    long doubled() {
        return copies.values().stream().mapToLong(count -> count - 1).sum();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
