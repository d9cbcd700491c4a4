package org.sealmx.explain;

import java.util.Locale;

/**
 * Makes what somebody else wrote visible on a terminal: whatever could move the cursor, change the direction of the
 * text, or be invisible, is written as its code point: a backslash, the letter u, and the number in braces. Pure functions.
 */
final class Visible {

    private Visible() {}

    /** The text in one line in which every character can be seen. */
    static String of(String text) {
        return of(text, false);
    }

    /**
     * The same.
     *
     * @param ascii whether all that is not ASCII is written as its code point, too
     */
    static String of(String text, boolean ascii) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isVisible(c) && (!ascii || c < 128)) {
                visible.appendCodePoint(c);
            } else {
                visible.append("\\u{").append(Integer.toHexString(c).toLowerCase(Locale.ROOT)).append('}');
            }
        });
        return visible.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            // a space that is none could hide the end of a name
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
