package org.sealmx.mime;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One field of a header with its continuation lines, octet for octet as it came in; or a line that is no field, which
 * is kept like one. Text is looked at as ISO 8859-1, where each octet is one character and nothing is lost. Immutable.
 */
public final class HeaderField {

    private static final Pattern NAME = Pattern.compile("([!-9;-~]+)[ \\t]*:.*", Pattern.DOTALL);

    private final String raw;
    private final String name;

    private HeaderField(String raw) {
        this.raw = raw;
        var matcher = NAME.matcher(raw);
        this.name = matcher.matches() ? matcher.group(1) : "";
    }

    /** The field of one or more whole lines, the last of which may lack its end. */
    static HeaderField of(String raw) {
        return new HeaderField(raw);
    }

    /** The lines as they came in, with their ends. */
    public String raw() {
        return raw;
    }

    /** The name as it was written, without white space; empty when the line is no field. */
    public String name() {
        return name;
    }

    /** Whether the field has a name, in any letter case. */
    public boolean is(String lowerCaseName) {
        return lowerCaseName().equals(lowerCaseName);
    }

    /** The name in lower case; empty when the line is no field. */
    public String lowerCaseName() {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * What stands behind the colon, with folds, without the end of the last line; all there is when the line is no
     * field.
     */
    public String value() {
        String content = content();
        return name.isEmpty() ? content : content.substring(content.indexOf(':') + 1);
    }

    /** The field with text at the end of its last line. */
    public HeaderField with(String atEnd) {
        return new HeaderField(content() + atEnd + lineEnd());
    }

    /** How many octets the last line has, without its end. */
    public int lastLineLength() {
        String content = content();
        return content.length() - content.lastIndexOf('\n') - 1;
    }

    /** The lines without the end of the last. */
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

    /** Whether the first line begins with white space and would continue whatever stands before it. */
    public boolean isStrayContinuation() {
        return !raw.isEmpty() && isWhiteSpace(raw.charAt(0));
    }

    /** Whether a character is white space within a field: space or tab (WSP of RFC 5234). */
    public static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /** Nothing of the content. */
    @Override
    public String toString() {
        return "HeaderField[" + raw.length() + " octets]";
    }
}
