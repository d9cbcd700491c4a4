package org.sealmx.it.harness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message or a part of one: header, empty line, body. Reads only what a test needs and changes nothing.
 *
 * @param header the fields
 * @param body the octets after the empty line
 */
@SuppressWarnings("ArrayRecordComponent") // a view of octets that nobody compares as a record
public record MimeEntity(HeaderFields header, byte[] body) {

    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

    /** Splits at the first empty line. */
    public static MimeEntity parse(byte[] octets) {
        if (octets.length >= 2 && octets[0] == '\r' && octets[1] == '\n') {
            return new MimeEntity(new HeaderFields(List.of()), Arrays.copyOfRange(octets, 2, octets.length));
        }
        int end = Octets.indexOf(octets, "\r\n\r\n", 0);
        if (end < 0) {
            return new MimeEntity(HeaderFields.parse(octets), new byte[0]);
        }
        return new MimeEntity(
                HeaderFields.parse(Arrays.copyOf(octets, end)), Arrays.copyOfRange(octets, end + 4, octets.length));
    }

    /** The unfolded Content-Type, or an empty text. */
    public String contentType() {
        return header.value("Content-Type").orElse("");
    }

    /** The octets of each part of a multipart, without the CR LF that belongs to the boundary after it. */
    public List<byte[]> parts() {
        String delimiter = "\r\n--" + boundary();
        byte[] framed = Octets.concat("\r\n".getBytes(StandardCharsets.US_ASCII), body);
        List<byte[]> parts = new ArrayList<>();
        int start = Octets.indexOf(framed, delimiter, 0);
        while (start >= 0) {
            int contents = Octets.indexOf(framed, "\r\n", start + delimiter.length());
            int next = Octets.indexOf(framed, delimiter, start + delimiter.length());
            if (next < 0) {
                break;
            }
            parts.add(Arrays.copyOfRange(framed, contents + 2, next));
            start = next;
        }
        return parts;
    }

    /** The text before the first boundary and after the last one. */
    public String aroundParts() {
        String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "\r\n--" + boundary();
        String closing = delimiter + "--";
        return text.substring(0, text.indexOf(delimiter)) + text.substring(text.indexOf(closing) + closing.length());
    }

    private String boundary() {
        Matcher matcher = BOUNDARY.matcher(contentType());
        if (!matcher.find()) {
            throw new AssertionError("no boundary in '" + contentType() + "'");
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
}
