package org.sealmx.mime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.octets.BoundedLines;

/**
 * Reads the lines at the beginning of a multipart, without trailing white space, up to a maximum number. For one
 * thread.
 */
public final class PartLines {

    /** The maximum length of a line in octets, including its end; real lines are far shorter. */
    public static final int LONGEST_LINE = 1000;

    private static final int MOST_LINES = 80;

    private final BoundedLines lines;
    private final String delimiter;
    private int count;

    /** @param delimiter the line between parts */
    public PartLines(BoundedLines lines, String delimiter) {
        this.lines = lines;
        this.delimiter = delimiter;
    }

    /**
     * The Content-Type of a header; empty unless the header has exactly one such field and it conforms to the grammar.
     */
    public static Optional<ContentType> contentType(List<HeaderField> fields) {
        List<HeaderField> types =
                fields.stream().filter(field -> field.is("content-type")).toList();
        return types.size() == 1 ? ContentType.parse(types.get(0).value()) : Optional.empty();
    }

    /**
     * The lines up to the next delimiter. Reads the delimiter as well.
     *
     * @throws IOException when there is none
     */
    public List<String> untilDelimiter() throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = line(); !line.equals(delimiter); line = line()) {
            before.add(line);
        }
        return before;
    }

    /**
     * The fields up to the next empty line. Reads the empty line as well.
     *
     * @throws IOException when there is none
     */
    public List<HeaderField> header() throws IOException {
        StringBuilder header = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            header.append(line).append("\r\n");
        }
        return header.isEmpty()
                ? List.of()
                : List.of(header.toString().split("(?<=\n)(?![ \t])")).stream()
                        .map(HeaderField::of)
                        .toList();
    }

    /** The number of octets in the lines read so far, including their ends. */
    public long offset() {
        return lines.offset();
    }

    private String line() throws IOException {
        if (++count > MOST_LINES) {
            throw new IOException("there are too many lines before the data");
        }
        return lines.next().map(String::stripTrailing).orElseThrow(() -> new IOException("the text ends too early"));
    }
}
