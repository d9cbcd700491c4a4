package org.sealmx.mime;

import java.util.ArrayList;
import java.util.List;

/**
 * Folds lines of header fields that are longer than RFC 5322 section 2.1.1 allows. A fold stands before white space;
 * where there is none, behind a character at which lists of addresses and message IDs allow it; and in the middle of a
 * longer word, but not of a character of UTF-8, where nothing else is left.
 */
public final class Folding {

    /** A line without its end, in octets. */
    public static final int MAX_LINE = 998;

    private static final String DIVIDERS = ">,;";
    private static final int LONGEST_CHARACTER = 4;

    private Folding() {}

    /**
     * The lines of one line of a field's value, each within the limit; lines that are short enough stay as they are.
     * All but the first begin with white space, and none of them is blank.
     *
     * @param text octet text without line ends
     * @param column in which it begins, at most {@link #MAX_LINE}
     */
    public static List<String> lines(String text, int column) {
        List<String> lines = new ArrayList<>();
        Rest rest = column == 0 && text.length() > MAX_LINE ? Rest.continued(text, 0) : new Rest("", 0);
        int room = MAX_LINE - column;
        while (rest.length(text) > room) {
            String begin = rest.begin(text, room + 1);
            int at = place(begin, room, !lines.isEmpty() || column == 0);
            lines.add(begin.substring(0, at));
            rest = Rest.continued(text, rest.position + at - rest.space.length());
            room = MAX_LINE;
        }
        lines.add(rest.begin(text, room));
        List<String> behind = lines.subList(1, lines.size());
        behind.removeIf(String::isBlank);
        return lines;
    }

    /**
     * Where to fold: at least one octet behind leading white space and at most the limit, or at once when a word does
     * not fit.
     */
    private static int place(String text, int room, boolean wholeLine) {
        int word = leadingSpace(text, 0);
        for (int i = Math.min(room, text.length() - 1); i > word; i--) {
            if (HeaderField.isWhiteSpace(text.charAt(i))) {
                return i;
            }
        }
        if (!wholeLine) {
            return 0;
        }
        for (int i = room; i > word + 1; i--) {
            if (DIVIDERS.indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
        }
        int at = room;
        while (at > room - LONGEST_CHARACTER && (text.charAt(at) & 0xc0) == 0x80) {
            at--;
        }
        return at;
    }

    /**
     * What is left of a text, which is not copied for each line: it can be half a mebibyte.
     *
     * @param space before it, that is not in the text
     * @param position in the text
     */
    private record Rest(String space, int position) {

        /** Begins with one white space at least, and with one only where more would fill a line. */
        static Rest continued(String text, int position) {
            int space = leadingSpace(text, position);
            if (space == 0) {
                return new Rest(" ", position);
            }
            return new Rest("", space < MAX_LINE / 2 ? position : position + space - 1);
        }

        int length(String text) {
            return space.length() + text.length() - position;
        }

        /** So many octets of it, or all when it has less. */
        String begin(String text, int octets) {
            return space + text.substring(position, position + Math.min(octets, length(text)) - space.length());
        }
    }

    private static int leadingSpace(String text, int position) {
        int end = position;
        while (end < text.length() && HeaderField.isWhiteSpace(text.charAt(end))) {
            end++;
        }
        return end - position;
    }
}
