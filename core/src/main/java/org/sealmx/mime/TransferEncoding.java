package org.sealmx.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sealmx.octets.BoundedLines;
import org.sealmx.octets.LineStream;
import org.sealmx.octets.OctetText;

/**
 * The encoding of the body of a part (RFC 2045 section 6). Decoding is strict: characters that the encoding does not
 * allow are an error, not skipped.
 */
public enum TransferEncoding {
    /** 7bit, 8bit or binary. */
    NONE {
        @Override
        public InputStream decode(InputStream body) {
            return body;
        }
    },
    /** Each line consists of whole groups of four characters; padding is allowed at the very end only. */
    BASE64 {
        @Override
        public InputStream decode(InputStream body) {
            return new Base64Content(body);
        }
    },
    /** Literal characters, and {@code =} followed by two hexadecimal digits or the end of the line. */
    QUOTED_PRINTABLE {
        @Override
        public InputStream decode(InputStream body) {
            return new QuotedPrintableContent(body);
        }
    };

    /** Decodes a body. Reading the result throws {@link IOException} where the body does not have this encoding. */
    public abstract InputStream decode(InputStream body);

    /**
     * The encoding that a header declares, {@link #NONE} if it declares none; empty when the encoding is unknown or two
     * fields contradict each other.
     */
    public static Optional<TransferEncoding> of(List<HeaderField> fields) {
        List<Optional<TransferEncoding>> all = fields.stream()
                .filter(field -> field.is("content-transfer-encoding"))
                .map(field -> named(field.value().strip().toLowerCase(Locale.ROOT)))
                .distinct()
                .toList();
        return all.isEmpty() ? Optional.of(NONE) : all.size() == 1 ? all.get(0) : Optional.empty();
    }

    private static Optional<TransferEncoding> named(String name) {
        return switch (name) {
            case "7bit", "8bit", "binary" -> Optional.of(NONE);
            case "base64" -> Optional.of(BASE64);
            case "quoted-printable" -> Optional.of(QUOTED_PRINTABLE);
            default -> Optional.empty();
        };
    }

    private static final class Base64Content extends LineStream {

        private final BoundedLines lines;
        private boolean padded;

        Base64Content(InputStream body) {
            this.lines = new BoundedLines(body, PartLines.LONGEST_LINE);
        }

        @Override
        protected Optional<byte[]> next() throws IOException {
            Optional<String> line = lines.next().map(String::strip);
            return line.isPresent() ? Optional.of(decode(line.get())) : Optional.empty();
        }

        private byte[] decode(String line) throws IOException {
            if (!line.isEmpty() && (padded || line.length() % 4 != 0)) {
                throw new IOException("the body is not in base64");
            }
            padded |= line.endsWith("=");
            try {
                return Base64.getDecoder().decode(OctetText.octets(line));
            } catch (IllegalArgumentException e) {
                // the cause quotes a character of the text
                throw new IOException("the body is not in base64");
            }
        }
    }

    private static final class QuotedPrintableContent extends LineStream {

        private final BoundedLines lines;

        QuotedPrintableContent(InputStream body) {
            this.lines = new BoundedLines(body, PartLines.LONGEST_LINE);
        }

        @Override
        protected Optional<byte[]> next() throws IOException {
            Optional<String> line = lines.next().map(String::stripTrailing);
            return line.isPresent() ? Optional.of(decode(line.get())) : Optional.empty();
        }

        private static byte[] decode(String line) throws IOException {
            ByteArrayOutputStream content = new ByteArrayOutputStream(line.length() + 2);
            int position = 0;
            while (position < line.length()) {
                char c = line.charAt(position++);
                if (c != '=') {
                    content.write(c);
                } else if (position == line.length()) {
                    return content.toByteArray();
                } else {
                    content.write(octet(line, position));
                    position += 2;
                }
            }
            content.writeBytes(new byte[] {'\r', '\n'});
            return content.toByteArray();
        }

        private static int octet(String line, int position) throws IOException {
            int high = position + 1 < line.length() ? Character.digit(line.charAt(position), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(line.charAt(position + 1), 16);
            if (low < 0) {
                throw new IOException("the body is not quoted-printable");
            }
            return high << 4 | low;
        }
    }
}
