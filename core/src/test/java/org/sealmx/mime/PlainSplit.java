package org.sealmx.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits header and body according to RFC 5322 in a way that is easily seen to be right, for comparison with the
 * product. It shares no code with the product.
 *
 * @param fields the fields with continuation lines and line ends, including lines that are not fields
 * @param separator the empty line, or nothing
 * @param body the text after it
 * @param cut whether there are more fields or lines than requested; these are then the beginning of the body
 */
public record PlainSplit(List<String> fields, String separator, String body, boolean cut) {

    /** The most fields of a header that the product parses. */
    private static final int MOST_FIELDS = 1000;

    /** The most lines of a header that the product parses. */
    private static final int MOST_LINES = 5000;

    private static final Pattern LINE = Pattern.compile("[^\n]*(?:\n|\\z)");
    private static final Pattern NAME = Pattern.compile("([!-9;-~]+)[ \t]*:");

    /** Splits a message, with all fields. */
    public static PlainSplit of(String message) {
        return of(message, Integer.MAX_VALUE);
    }

    /** Splits a message, with as many fields as the product parses. */
    public static PlainSplit asFarAsTheProduct(String message) {
        return of(message, MOST_FIELDS, MOST_LINES);
    }

    /** Splits a message, with at most that many fields. */
    public static PlainSplit of(String message, int mostFields) {
        return of(message, mostFields, Integer.MAX_VALUE);
    }

    private static PlainSplit of(String message, int mostFields, int mostLines) {
        int lines = 0;
        int field = 0;
        List<String> fields = new ArrayList<>();
        Matcher line = LINE.matcher(message);
        while (line.find() && !line.group().isEmpty()) {
            String text = line.group();
            if (text.equals("\r\n") || text.equals("\n")) {
                return new PlainSplit(fields, text, message.substring(line.end()), false);
            }
            boolean continues = text.startsWith(" ") || text.startsWith("\t");
            boolean goesOn = continues && !fields.isEmpty();
            if (++lines > mostLines) {
                int start = goesOn ? field : line.start();
                List<String> whole = goesOn ? fields.subList(0, fields.size() - 1) : fields;
                return new PlainSplit(whole, "", message.substring(start), true);
            }
            if (goesOn) {
                fields.add(fields.remove(fields.size() - 1) + text);
            } else if (fields.size() == mostFields) {
                return new PlainSplit(fields, "", message.substring(line.start()), true);
            } else {
                fields.add(text);
                field = line.start();
            }
        }
        return new PlainSplit(fields, "", "", false);
    }

    /** The name of a field in lower case; empty when it is not a field. */
    public static String name(String field) {
        Matcher name = NAME.matcher(field);
        return name.lookingAt() ? name.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** A field without its line end. */
    public static String content(String field) {
        return field.endsWith("\r\n")
                ? field.substring(0, field.length() - 2)
                : field.endsWith("\n") ? field.substring(0, field.length() - 1) : field;
    }

    /** The fields without their line ends. */
    public static List<String> contents(List<String> fields) {
        return fields.stream().map(PlainSplit::content).toList();
    }
}
