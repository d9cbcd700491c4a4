package org.sealmx.sealing;

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
 * Where the ciphertext is in a message that has the structure of PGP/MIME (RFC 3156 section 4) and nothing beside it
 * that anybody could read: a part with the version, which some leave out, and the part with the data, either of them in
 * any transfer encoding; before them at most a remark of a mail program, behind them nothing. Also what Exchange makes
 * of it, a {@code multipart/mixed} with the same parts behind an empty text. Whether the data are ciphertext, and
 * whose, is for others to say. Immutable.
 */
final class EncryptedParts {

    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");
    private static final String PROTOCOL = "application/pgp-encrypted";
    private static final String DATA = "application/octet-stream";
    private static final String TEXT = "text/plain";
    private static final Pattern VERSION = Pattern.compile("(?:Version: *1)?", Pattern.CASE_INSENSITIVE);
    /** In octets, with white space around it. */
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

    /** The place in a message; empty when it has another structure. Total; reads the beginning of the body only. */
    static Optional<EncryptedParts> find(SplitMessage message) {
        boolean clean = !message.headerIsCut()
                && message.fields().stream().noneMatch(field -> field.name().isEmpty());
        return clean ? frame(message.fields()).flatMap(frame -> find(message, frame)) : Optional.empty();
    }

    /** @param mangled whether it is what Exchange makes of PGP/MIME */
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

    /** Reads the parts before the data, of which each may be there once and in this order: text, version. */
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
     * What the header of a part says.
     *
     * @param saysNothingElse whether it could be left out, and nothing that anybody could read would be lost
     * @param header for a part of a frame of ours, which is not encoded: lines of ASCII with their ends
     */
    private record Part(String type, TransferEncoding encoding, boolean saysNothingElse, String header) {

        private static final Pattern LINES = Pattern.compile("[\\t -~]*(?:\r\n[\\t -~]*)*");
        private static final String ENCODING = "content-transfer-encoding";
        /** What mail programs write. */
        private static final Set<String> FIELDS = Set.of(
                "content-type",
                ENCODING,
                "content-disposition",
                "content-description",
                "content-id",
                "x-attachment-id",
                "mime-version");

        /** In octets, folds included; programs write no longer ones. */
        private static final int LONGEST_VALUE = 200;

        /** Reads the header of a part with its empty line; empty when it has other fields, a long one, or one twice. */
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

        /** The lines of the content. */
        List<String> content(List<String> body) throws IOException {
            InputStream in = encoding.decode(OctetText.open(String.join("\r\n", body)));
            return List.of(OctetText.text(in.readAllBytes()).split("\r?\n", -1));
        }
    }

    /**
     * A new stream over the content of the part with the data. It throws an I/O error where the part is not encoded as
     * it says, is not closed, or is not the last thing in the message.
     */
    InputStream open() {
        InputStream in = Streams.after(message.openBody(), offset);
        return data.encoding().decode(new LastPart(in, closing));
    }

    /**
     * What stands before the armor in a frame of ours: the same parts with the same fields, which somebody could have
     * written to be read.
     */
    String head(String boundary) {
        return PgpMime.head(boundary, versionPart, data.header());
    }

    /** Whether the content may be packets without armor; else it is text. */
    boolean isBinary() {
        return data.encoding() == TransferEncoding.BASE64;
    }

    @Override
    public String toString() {
        return "EncryptedParts[" + offset + "]";
    }
}
