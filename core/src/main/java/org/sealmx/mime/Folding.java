package org.sealmx.mime;

import java.util.ArrayList;
import java.util.List;

/**
 * Folds lines of header fields that are longer than RFC 5322 section 2.1.1 allows. It folds before white space if
 * possible; else after a character at which lists of addresses and message IDs may be folded; else within a word, but
 * never within a UTF-8 character.
 */
public final class Folding {

    /** The maximum length of a line in octets, without its end. */
    public static final int MAX_LINE = 998;

    private static final String DIVIDERS = ">,;";
    private static final int LONGEST_CHARACTER = 4;

    private Folding() {}

    /**
     * Folds one line of a field's value into lines within the limit; a line that is short enough stays as it is. All
     * lines but the first begin with white space and are not blank.
     *
     * @param text octet text without line ends
     * @param column the column in which the text begins, at most {@link #MAX_LINE}
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
        List<String> continuations = lines.subList(1, lines.size());
        continuations.removeIf(String::isBlank);
        return lines;
    }

    /**
     * Where to fold: after at least one octet of the first word and within the limit, or at 0 when the first word does
     * not fit on the rest of the line.
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
     * The rest of a text. The text is not copied for each line, since it can be half a mebibyte.
     *
     * @param space white space to put before the rest, which is not in the text
     * @param position where the rest begins in the text
     */
    private record Rest(String space, int position) {

        /** A rest that begins with white space, reduced to one character when it would fill half a line. */
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

        /** The given number of octets from its beginning, or all when there are fewer. */
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
