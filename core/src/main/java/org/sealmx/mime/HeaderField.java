package org.sealmx.mime;

import com.google.errorprone.annotations.Immutable;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One header field with its continuation lines, octet for octet as received. A line that is not a field is kept in the
 * same way. Octets are treated as ISO 8859-1, in which each is one character, so that nothing is lost.
 */
@Immutable
public final class HeaderField {

    private static final Pattern NAME = Pattern.compile("([!-9;-~]+)[ \\t]*:.*", Pattern.DOTALL);

    private final String raw;
    private final String name;

    private HeaderField(String raw) {
        this.raw = raw;
        var matcher = NAME.matcher(raw);
        this.name = matcher.matches() ? matcher.group(1) : "";
    }

    /** A field that consists of one or more whole lines, the last of which may lack its line end. */
    static HeaderField of(String raw) {
        return new HeaderField(raw);
    }

    /** The lines as received, with their ends. */
    public String raw() {
        return raw;
    }

    /** The name as written, without white space; empty when the line is not a field. */
    public String name() {
        return name;
    }

    /** Whether the field has this name, in any letter case. */
    public boolean is(String lowerCaseName) {
        return lowerCaseName().equals(lowerCaseName);
    }

    /** The name in lower case; empty when the line is not a field. */
    public String lowerCaseName() {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * The text after the colon, with folds, without the end of the last line; the whole line when it is not a field.
     */
    public String value() {
        String content = content();
        return name.isEmpty() ? content : content.substring(content.indexOf(':') + 1);
    }

    /** A copy of the field with text appended to its last line. */
    public HeaderField with(String atEnd) {
        return new HeaderField(content() + atEnd + lineEnd());
    }

    /** The length of the last line in octets, without its end. */
    public int lastLineLength() {
        String content = content();
        return content.length() - content.lastIndexOf('\n') - 1;
    }

    /** The lines without the end of the last one. */
    private String content() {
        return raw.substring(0, raw.length() - lineEnd().length());
    }

    /** The end of the last line: CRLF, LF, or nothing. */
    public String lineEnd() {
        if (raw.endsWith("\r\n")) {
            return "\r\n";
        }
        return raw.endsWith("\n") ? "\n" : "";
    }

    /** Whether the first line begins with white space, so that it would continue whatever precedes it. */
    public boolean isStrayContinuation() {
        return !raw.isEmpty() && isWhiteSpace(raw.charAt(0));
    }

    /** Whether a character is white space within a field: space or tab (WSP of RFC 5234). */
    public static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /** Reveals nothing of the content. */
    @Override
    public String toString() {
        return "HeaderField[" + raw.length() + " octets]";
    }
}
