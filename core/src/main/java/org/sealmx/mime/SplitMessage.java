package org.sealmx.mime;

import com.google.errorprone.annotations.Immutable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sealmx.octets.MessageSource;
import org.sealmx.octets.Streams;

/**
 * A message split into header and body (RFC 5322 section 2.1) without changing an octet: fields, separator and body in
 * sequence are the message. Every sequence of octets is a message: the header ends at the first empty line or with the
 * message, and a line that is not a field is kept among the fields. {@link #toString()} reveals nothing of the content.
 *
 * <p>Of a header that is longer than any real one in octets, fields or lines, only the beginning is split into fields,
 * since each field and each fold costs many times its length. The rest counts as body.
 */
@Immutable
public final class SplitMessage {

    /** The maximum length of a header in octets; mail systems accept less. */
    public static final int MAX_HEADER = 512 * 1024;

    /** The maximum number of fields; real messages have some dozens. */
    public static final int MAX_FIELDS = 1_000;

    /** The maximum number of lines of all fields together, five for each. */
    static final int MAX_LINES = 5_000;

    private static final int BUFFER = 8 * 1024;

    private final MessageSource source;
    private final List<HeaderField> fields;
    private final String separator;
    private final long bodyOffset;
    private final boolean headerIsCut;

    private SplitMessage(
            MessageSource source, List<HeaderField> fields, String separator, long bodyOffset, boolean headerIsCut) {
        this.source = source;
        this.fields = List.copyOf(fields);
        this.separator = separator;
        this.bodyOffset = bodyOffset;
        this.headerIsCut = headerIsCut;
    }

    /** Splits a message. */
    public static SplitMessage of(MessageSource source) {
        String head = head(source);
        List<HeaderField> fields = new ArrayList<>();
        int start = 0;
        int line = 0;
        int lines = 0;
        while (line < head.length()) {
            int next = lineAfter(head, line);
            if (isEmptyLine(head, line, next)) {
                addField(head, start, line, fields);
                return new SplitMessage(source, fields, head.substring(line, next), next, false);
            }
            if (line > start && !HeaderField.isWhiteSpace(head.charAt(line))) {
                addField(head, start, line, fields);
                start = line;
                if (fields.size() == MAX_FIELDS) {
                    break;
                }
            }
            if (++lines > MAX_LINES) {
                break;
            }
            line = next;
        }
        boolean cut = line < source.size();
        // the last field may continue after the part that was read
        int end = cut ? start : head.length();
        addField(head, start, end, fields);
        return new SplitMessage(source, fields, "", end, cut);
    }

    private static void addField(String head, int start, int end, List<HeaderField> fields) {
        if (end > start) {
            fields.add(HeaderField.of(head.substring(start, end)));
        }
    }

    private static int lineAfter(String head, int line) {
        int lineFeed = head.indexOf('\n', line);
        return lineFeed < 0 ? head.length() : lineFeed + 1;
    }

    private static boolean isEmptyLine(String head, int start, int end) {
        return head.startsWith("\n", start) || (head.startsWith("\r\n", start) && end == start + 2);
    }

    /** The octets up to and including the first empty line, or up to the limit, as octet text. */
    private static String head(MessageSource source) {
        ByteArrayOutputStream head = new ByteArrayOutputStream(BUFFER);
        try (InputStream in = source.open()) {
            byte[] buffer = new byte[BUFFER];
            int column = 0;
            boolean carriageReturn = false;
            for (int got = in.read(buffer); got >= 0 && head.size() < MAX_HEADER; got = in.read(buffer)) {
                for (int i = 0; i < got; i++) {
                    if (buffer[i] == '\n' && (column == 0 || (column == 1 && carriageReturn))) {
                        head.write(buffer, 0, i + 1);
                        return head.toString(StandardCharsets.ISO_8859_1);
                    }
                    carriageReturn = buffer[i] == '\r';
                    column = buffer[i] == '\n' ? 0 : column + 1;
                }
                head.write(buffer, 0, got);
            }
        } catch (IOException e) {
            throw Streams.heapFault(e);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** The fields, and the lines among them that are not fields, in order. */
    public List<HeaderField> fields() {
        return fields;
    }

    /** The empty line between header and body: CRLF or LF; empty when the message has none. */
    public String separator() {
        return separator;
    }

    /** Whether the header was too long to be split completely, so that the body begins with the rest of it. */
    public boolean headerIsCut() {
        return headerIsCut;
    }

    /** A new stream over the body. */
    public InputStream openBody() {
        return Streams.after(source.open(), bodyOffset);
    }

    @Override
    public String toString() {
        return "SplitMessage[" + fields.size() + " fields]";
    }
}
