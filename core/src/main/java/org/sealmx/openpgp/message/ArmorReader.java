package org.sealmx.openpgp.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.octets.BoundedLines;

/**
 * The binary content of an armored message (RFC 9580 section 6.2), decoded strictly while it is read. Errors are: text
 * that is not armor, a line among the armor headers that is not one, a wrong checksum, and anything but empty lines
 * around the armor. Armor headers are not interpreted (section 6.2.2), but somebody may have written them to be read.
 * Those with a value are therefore kept unchanged, in ASCII; it is an error if there are more of them, or longer ones,
 * than programs write. Memory is bounded. For one thread.
 */
public final class ArmorReader extends DecodedPackets {

    private static final String BEGIN = "-----BEGIN PGP MESSAGE-----";
    private static final String END = "-----END PGP MESSAGE-----";
    private static final Pattern HEADER = Pattern.compile("([0-9A-Za-z][0-9A-Za-z_-]{0,39}):( [\\t -~]*)?");
    private static final Pattern CHECKSUM = Pattern.compile("=[A-Za-z0-9+/]{4}");
    /** Keys of armor headers (RFC 9580 section 6.2.2). */
    private static final Set<String> KNOWN = Set.of("version", "comment", "messageid", "hash", "charset");

    /** The maximum length in octets of a value whose key is known. */
    private static final int LONGEST_KNOWN_VALUE = 200;

    /** The maximum length in octets of any other value. */
    private static final int LONGEST_OTHER_VALUE = 80;

    /** In octets; RFC 9580 allows 76 columns in the data. */
    private static final int LONGEST_LINE = 1000;

    private static final int MOST_HEADERS = 10;
    /** Before the armor. */
    private static final int MOST_EMPTY_LINES = 16;

    private static final byte[] NOTHING = {};

    private final BoundedLines lines;
    private final List<String> headers = new ArrayList<>();
    private byte[] decoded = NOTHING;
    private int position;
    private boolean begun;
    private boolean ended;
    private boolean padded;

    /** @param text the armor, which only empty lines may surround */
    public ArmorReader(InputStream text) {
        this.lines = new BoundedLines(text, LONGEST_LINE);
    }

    @Override
    public List<String> headers() {
        return List.copyOf(headers);
    }

    @Override
    public int read() throws IOException {
        return fill() ? decoded[position++] & 0xff : -1;
    }

    /**
     * {@inheritDoc}
     *
     * @throws OpenPgpFormatException when the text is not an armored message
     */
    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        int copied = 0;
        while (copied < count && fill()) {
            int part = Math.min(count - copied, decoded.length - position);
            System.arraycopy(decoded, position, target, offset + copied, part);
            position += part;
            copied += part;
        }
        return copied == 0 && count > 0 ? -1 : copied;
    }

    private boolean fill() throws IOException {
        if (!begun) {
            begun = true;
            readHead();
        }
        while (position == decoded.length && !ended) {
            readLine();
        }
        return position < decoded.length;
    }

    private void readHead() throws IOException {
        String line = line();
        for (int empty = 0; line.isEmpty() && empty < MOST_EMPTY_LINES; empty++) {
            line = line();
        }
        if (!line.equals(BEGIN)) {
            throw noArmor();
        }
        int count = 0;
        for (line = line(); !line.isEmpty(); line = line()) {
            if (++count > MOST_HEADERS) {
                throw noArmor();
            }
            readHeader(line);
        }
    }

    /** Omits a header without a value: it says nothing, and some programs reject the whole armor because of it. */
    private void readHeader(String line) throws IOException {
        Matcher header = HEADER.matcher(line);
        if (!header.matches()) {
            throw noArmor();
        }
        boolean known = KNOWN.contains(header.group(1).toLowerCase(Locale.ROOT));
        // after the colon and the space
        int length = line.length() - header.end(1) - 2;
        if (length > (known ? LONGEST_KNOWN_VALUE : LONGEST_OTHER_VALUE)) {
            throw noArmor();
        }
        if (length > 0) {
            headers.add(line);
        }
    }

    private void readLine() throws IOException {
        String line = line();
        if (line.equals(END)) {
            readTail();
        } else if (CHECKSUM.matcher(line).matches()) {
            byte[] octets = decode(line.substring(1));
            if (((octets[0] & 0xff) << 16 | (octets[1] & 0xff) << 8 | (octets[2] & 0xff)) != checksum()
                    || !line().equals(END)) {
                throw noArmor();
            }
            readTail();
        } else {
            if (padded || line.isEmpty() || line.length() % 4 != 0) {
                throw noArmor();
            }
            decoded = decode(line);
            position = 0;
            padded = line.endsWith("=");
            count(decoded, decoded.length);
        }
    }

    private void readTail() throws IOException {
        for (var rest = lines.next(); rest.isPresent(); rest = lines.next()) {
            if (!rest.get().isBlank()) {
                throw noArmor();
            }
        }
        ended = true;
    }

    /** The next line without trailing white space. */
    private String line() throws IOException {
        return lines.next().orElseThrow(ArmorReader::noArmor).stripTrailing();
    }

    private static byte[] decode(String line) throws OpenPgpFormatException {
        try {
            return Base64.getDecoder().decode(line.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            // the cause quotes a character of the text
            throw noArmor();
        }
    }

    private static OpenPgpFormatException noArmor() {
        return new OpenPgpFormatException("the text is not exactly one armored message");
    }
}
