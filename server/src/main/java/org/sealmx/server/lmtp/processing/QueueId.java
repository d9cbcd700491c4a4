package org.sealmx.server.lmtp.processing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.Streams;

/**
 * The id under which the sending Postfix has a message in its queue: the id in the first Received field (RFC 5321
 * section 4.4), which the server that hands the message over writes. Somebody else may have written the field when that
 * server writes none, so the value is only for the log.
 */
final class QueueId {

    /** Where the first Received field has to end, in octets. */
    private static final int HEAD = 8 * 1024;

    /** Postfix' ids, short and long; other servers' are similar. */
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{1,40}");

    private static final Pattern FIELD = Pattern.compile("(?i)received[ \\t]*:.*");

    private QueueId() {}

    /** The id; empty when the message has no such field near its beginning, or the id looks like none. */
    static Optional<String> in(MessageSource message) {
        return received(message).flatMap(QueueId::id);
    }

    /** The value of the field, unfolded. */
    private static Optional<String> received(MessageSource message) {
        StringBuilder field = new StringBuilder();
        String head = head(message);
        int next;
        for (int at = 0; at < head.length(); at = next) {
            int lineFeed = head.indexOf('\n', at);
            next = lineFeed < 0 ? head.length() : lineFeed + 1;
            int end = lineFeed < 0 ? head.length() : lineFeed;
            String line = head.substring(at, end > at && head.charAt(end - 1) == '\r' ? end - 1 : end);
            boolean continued = line.startsWith(" ") || line.startsWith("\t");
            if (field.length() > 0 && !continued) {
                return Optional.of(field.toString());
            }
            if (line.isEmpty()) {
                return Optional.empty();
            }
            if (field.length() > 0) {
                field.append(' ').append(line);
            } else if (!continued && FIELD.matcher(line).matches()) {
                field.append(line, line.indexOf(':') + 1, line.length());
            }
        }
        boolean whole = head.length() < HEAD;
        return whole && field.length() > 0 ? Optional.of(field.toString()) : Optional.empty();
    }

    private static String head(MessageSource message) {
        try (InputStream in = message.open()) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw Streams.heapFault(e);
        }
    }

    /** The field is pairs of a word and its value, between comments, up to a semicolon. */
    private static Optional<String> id(String received) {
        List<String> words = List.of(withoutComments(received).strip().split("\\s+", -1));
        for (int i = 0; i + 1 < words.size(); i += 2) {
            if (words.get(i).equalsIgnoreCase("id")) {
                return Optional.of(words.get(i + 1)).filter(FORM.asMatchPredicate());
            }
        }
        return Optional.empty();
    }

    /** The text before the date, without comments, which can be nested. */
    private static String withoutComments(String text) {
        StringBuilder kept = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (c == ';' && depth == 0) {
                return kept.toString();
            } else if (depth == 0) {
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
