package org.sealmx.sealing;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sealmx.mime.HeaderField;
import org.sealmx.mime.LastPart;
import org.sealmx.mime.PartLines;
import org.sealmx.mime.SplitMessage;
import org.sealmx.mime.TransferEncoding;
import org.sealmx.octets.BoundedLines;
import org.sealmx.octets.OctetText;
import org.sealmx.octets.Streams;

/**
 * Locates the ciphertext in a message that has the structure of PGP/MIME (RFC 3156 section 4) and contains nothing else
 * that anybody could read. Such a message has a part with the version, which some programs omit, and a part with the
 * data, both in any transfer encoding. Only a remark of a mail program may precede them, and nothing may follow. Also
 * accepted is what Exchange makes of PGP/MIME: a {@code multipart/mixed} with the same parts after an empty text.
 * Whether the data are ciphertext, and for whom, is not checked here.
 */
@Immutable
final class EncryptedParts {

    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");
    private static final String PROTOCOL = "application/pgp-encrypted";
    private static final String DATA = "application/octet-stream";
    private static final String TEXT = "text/plain";
    private static final Pattern VERSION = Pattern.compile("(?:Version: *1)?", Pattern.CASE_INSENSITIVE);
    /** The maximum length in octets, including surrounding white space. */
    private static final int LONGEST_VERSION = 100;

    private final SplitMessage message;
    private final long offset;
    private final String closing;
    private final String versionPart;
    private final Part data;

    private EncryptedParts(SplitMessage message, long offset, String closing, String versionPart, Part data) {
        this.message = message;
        this.offset = offset;
        this.closing = closing;
        this.versionPart = versionPart;
        this.data = data;
    }

    /**
     * Locates the ciphertext; empty when the message has another structure. Throws nothing, and reads only the
     * beginning of the body.
     */
    static Optional<EncryptedParts> find(SplitMessage message) {
        boolean clean = !message.headerIsCut()
                && message.fields().stream().noneMatch(field -> field.name().isEmpty());
        return clean ? frame(message.fields()).flatMap(frame -> find(message, frame)) : Optional.empty();
    }

    /** @param mangled whether the message is what Exchange makes of PGP/MIME */
    private record Frame(String boundary, boolean mangled) {

        String delimiter() {
            return "--" + boundary;
        }
    }

    private static Optional<Frame> frame(List<HeaderField> fields) {
        return PartLines.contentType(fields).flatMap(type -> {
            boolean encrypted = type.type().equals("multipart/encrypted")
                    && type.parameter("protocol")
                            .filter(PROTOCOL::equalsIgnoreCase)
                            .isPresent();
            boolean mixed = type.type().equals("multipart/mixed");
            boolean plain = TransferEncoding.of(fields)
                    .filter(TransferEncoding.NONE::equals)
                    .isPresent();
            return type.parameter("boundary")
                    .filter(boundary -> (encrypted || mixed)
                            && plain
                            && BOUNDARY.matcher(boundary).matches())
                    .map(boundary -> new Frame(boundary, mixed));
        });
    }

    private static Optional<EncryptedParts> find(SplitMessage message, Frame frame) {
        try {
            PartLines lines =
                    new PartLines(new BoundedLines(message.openBody(), PartLines.LONGEST_LINE), frame.delimiter());
            return Preamble.isRemark(lines.untilDelimiter()) ? data(message, lines, frame) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads the parts before the data: text and version, in this order and each at most once. */
    private static Optional<EncryptedParts> data(SplitMessage message, PartLines lines, Frame frame)
            throws IOException {
        List<String> before = new ArrayList<>();
        String versionPart = PgpMime.VERSION_PART;
        Optional<Part> part = Part.read(lines);
        while (part.isPresent() && !part.get().type().equals(DATA)) {
            String content = String.join("\r\n", part.get().content(lines.untilDelimiter()));
            boolean empty = part.get().type().equals(TEXT) && part.get().saysNothingElse() && content.isBlank();
            boolean version = part.get().type().equals(PROTOCOL) && isVersion(content);
            if (!empty && !version) {
                return Optional.empty();
            }
            versionPart = version ? part.get().header() : versionPart;
            before.add(part.get().type());
            part = Part.read(lines);
        }
        List<List<String>> known = frame.mangled()
                ? List.of(List.of(PROTOCOL), List.of(TEXT, PROTOCOL))
                : List.of(List.of(), List.of(PROTOCOL));
        String header = versionPart;
        return part.filter(data -> known.contains(before))
                .map(data -> new EncryptedParts(message, lines.offset(), frame.delimiter() + "--", header, data));
    }

    private static boolean isVersion(String content) {
        return content.length() <= LONGEST_VERSION
                && VERSION.matcher(content.strip()).matches();
    }

    /**
     * The header of a part.
     *
     * @param saysNothingElse whether omitting the header loses nothing that anybody could read
     * @param header the header for the same part in a new frame, which is not encoded: lines of ASCII with their ends
     */
    @Immutable
    private record Part(String type, TransferEncoding encoding, boolean saysNothingElse, String header) {

        private static final Pattern LINES = Pattern.compile("[\\t -~]*(?:\r\n[\\t -~]*)*");
        private static final String ENCODING = "content-transfer-encoding";
        /** The fields that mail programs write. */
        private static final Set<String> FIELDS = Set.of(
                "content-type",
                ENCODING,
                "content-disposition",
                "content-description",
                "content-id",
                "x-attachment-id",
                "mime-version");

        /** The maximum length in octets, including folds; mail programs write shorter values. */
        private static final int LONGEST_VALUE = 200;

        /**
         * Reads the header of a part and the empty line after it; empty when it has an unknown, overlong or duplicate
         * field.
         */
        static Optional<Part> read(PartLines lines) throws IOException {
            List<HeaderField> fields = lines.header();
            boolean known = fields.stream()
                    .allMatch(field -> FIELDS.contains(field.lowerCaseName())
                            && field.value().length() <= LONGEST_VALUE
                            && LINES.matcher(field.value()).matches());
            boolean once =
                    fields.stream().map(HeaderField::lowerCaseName).distinct().count() == fields.size();
            Optional<TransferEncoding> encoding = TransferEncoding.of(fields);
            return PartLines.contentType(fields)
                    .filter(type -> known && once && encoding.isPresent())
                    .map(type -> new Part(
                            type.type(),
                            encoding.get(),
                            FrameFields.saysNothingElse(type)
                                    && fields.stream()
                                            .allMatch(field -> field.is("content-type") || field.is(ENCODING)),
                            fields.stream()
                                    .filter(field -> !field.is(ENCODING))
                                    .map(field -> field.name() + ":" + field.value() + "\r\n")
                                    .collect(Collectors.joining())));
        }

        /** Decodes the lines of a body. */
        List<String> content(List<String> body) throws IOException {
            InputStream in = encoding.decode(OctetText.open(String.join("\r\n", body)));
            return List.of(OctetText.text(in.readAllBytes()).split("\r?\n", -1));
        }
    }

    /**
     * A new stream over the decoded content of the data part. Reading it throws {@link IOException} when the part does
     * not have the declared encoding, is not closed, or is followed by anything else.
     */
    InputStream open() {
        InputStream in = Streams.after(message.openBody(), offset);
        return data.encoding().decode(new LastPart(in, closing));
    }

    /**
     * The text before the armor in a new frame. It has the same parts with the same fields, since somebody may have
     * written these fields to be read.
     */
    String head(String boundary) {
        return PgpMime.head(boundary, versionPart, data.header());
    }

    /** Whether the content may be packets without armor; otherwise it is armored text. */
    boolean isBinary() {
        return data.encoding() == TransferEncoding.BASE64;
    }

    @Override
    public String toString() {
        return "EncryptedParts[" + offset + "]";
    }
}
