package org.sealmx.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sealmx.openpgp.BoundedLines;

/**
 * Where the armor begins in a message that has the structure of PGP/MIME (RFC 3156 section 4) and nothing beside it: exactly two parts, the
 * first with its version and nothing else, no text around them but the remark that Thunderbird writes. Whether there is an armor, and of
 * what, is for others to say. Immutable.
 */
final class EncryptedParts {

    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");
    /** Of Thunderbird, Enigmail and GPGMail. */
    private static final Pattern REMARK =
            Pattern.compile("This is an OpenPGP/MIME encrypted message \\(RFC \\d{4} and 3156\\)");

    private static final String PROTOCOL = "application/pgp-encrypted";
    private static final Set<String> PLAIN_ENCODINGS = Set.of("7bit", "8bit", "binary");
    private static final Pattern VERSION = Pattern.compile("Version: *1", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_LINE = 1000;
    private static final int MOST_LINES = 50;

    private final SplitMessage message;
    private final long offset;
    private final String closing;

    private EncryptedParts(SplitMessage message, long offset, String closing) {
        this.message = message;
        this.offset = offset;
        this.closing = closing;
    }

    /** The place in a message; empty when it has another structure. Total; reads the beginning of the body only. */
    static Optional<EncryptedParts> find(SplitMessage message) {
        boolean clean = !message.headerIsCut()
                && message.fields().stream().noneMatch(field -> field.name().isEmpty());
        return clean ? boundary(message.fields()).flatMap(boundary -> find(message, boundary)) : Optional.empty();
    }

    private static Optional<EncryptedParts> find(SplitMessage message, String boundary) {
        String delimiter = "--" + boundary;
        try {
            Lines lines = new Lines(new BoundedLines(message.openBody(), LONGEST_LINE));
            String line = lines.nextFull();
            if (REMARK.matcher(line).matches()) {
                line = lines.nextFull();
            }
            boolean fits = line.equals(delimiter)
                    && isPart(lines, PROTOCOL)
                    && VERSION.matcher(lines.nextFull()).matches()
                    && lines.nextFull().equals(delimiter)
                    && isPart(lines, "application/octet-stream");
            return fits ? Optional.of(new EncryptedParts(message, lines.offset(), delimiter + "--")) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> boundary(List<HeaderField> fields) {
        return contentType(fields)
                .filter(type -> type.type().equals("multipart/encrypted"))
                .filter(type -> type.parameter("protocol")
                        .filter(PROTOCOL::equalsIgnoreCase)
                        .isPresent())
                .flatMap(type -> type.parameter("boundary"))
                .filter(boundary -> BOUNDARY.matcher(boundary).matches())
                .filter(boundary -> isPlain(fields));
    }

    /** Reads the header of a part with its empty line, and whether it has fields about content only and this type. */
    private static boolean isPart(Lines lines, String type) throws IOException {
        List<HeaderField> fields = lines.header();
        return fields.stream().allMatch(field -> field.lowerCaseName().startsWith("content-"))
                && contentType(fields).filter(t -> t.type().equals(type)).isPresent()
                && isPlain(fields);
    }

    /** What the one Content-Type field says. */
    private static Optional<ContentType> contentType(List<HeaderField> fields) {
        List<HeaderField> types =
                fields.stream().filter(field -> field.is("content-type")).toList();
        return types.size() == 1 ? ContentType.parse(types.get(0).value()) : Optional.empty();
    }

    private static boolean isPlain(List<HeaderField> fields) {
        return fields.stream()
                .filter(field -> field.is("content-transfer-encoding"))
                .map(field -> field.value().strip().toLowerCase(Locale.ROOT))
                .allMatch(PLAIN_ENCODINGS::contains);
    }

    /** A new stream that begins with the second part behind its header. Reading it throws no I/O errors. */
    InputStream open() {
        InputStream in = message.openBody();
        try {
            in.skipNBytes(offset);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from the heap failed", e);
        }
        return in;
    }

    /** The line behind the second part. */
    String closing() {
        return closing;
    }

    @Override
    public String toString() {
        return "EncryptedParts[" + offset + "]";
    }

    /** The lines of the beginning of a body, without white space at their ends. */
    private static final class Lines {

        private final BoundedLines lines;
        private int count;

        Lines(BoundedLines lines) {
            this.lines = lines;
        }

        /** The next line with something on it; empty when there is none. */
        String nextFull() throws IOException {
            Optional<String> line = next();
            while (line.filter(String::isEmpty).isPresent()) {
                line = next();
            }
            return line.orElse("");
        }

        /** The fields up to an empty line, which is read as well. */
        List<HeaderField> header() throws IOException {
            StringBuilder header = new StringBuilder();
            for (Optional<String> line = next();
                    line.filter(text -> !text.isEmpty()).isPresent();
                    line = next()) {
                header.append(line.get()).append("\r\n");
            }
            return header.isEmpty()
                    ? List.of()
                    : List.of(header.toString().split("(?<=\n)(?![ \t])")).stream()
                            .map(HeaderField::of)
                            .collect(Collectors.toList());
        }

        long offset() {
            return lines.offset();
        }

        private Optional<String> next() throws IOException {
            return ++count > MOST_LINES ? Optional.empty() : lines.next().map(String::stripTrailing);
        }
    }
}
