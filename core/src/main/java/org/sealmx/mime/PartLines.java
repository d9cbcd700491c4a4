package org.sealmx.mime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sealmx.octets.BoundedLines;

/**
 * The lines of the beginning of a multipart, without white space at their ends. Reads a bounded number of them. For one
 * thread.
 */
public final class PartLines {

    /** In octets with its end; real ones are far below. */
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

    /** What the one Content-Type field among those of a header says. */
    public static Optional<ContentType> contentType(List<HeaderField> fields) {
        List<HeaderField> types =
                fields.stream().filter(field -> field.is("content-type")).toList();
        return types.size() == 1 ? ContentType.parse(types.get(0).value()) : Optional.empty();
    }

    /**
     * The lines up to the next delimiter, which is read as well.
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
     * The fields up to an empty line, which is read as well.
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

    /** How many octets the lines read so far have, with their ends. */
    public long offset() {
        return lines.offset();
    }

    private String line() throws IOException {
        if (++count > MOST_LINES) {
            throw new IOException("more lines than PGP/MIME has before its data");
        }
        return lines.next().map(String::stripTrailing).orElseThrow(() -> new IOException("the text ends too early"));
    }
}
