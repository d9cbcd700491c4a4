package org.sealmx.directory;

/**
 * Turns a value that somebody else wrote, such as a field of an identity document, into one printable line, so that it
 * can neither forge a line of the log nor move the operator's cursor. Pure functions.
 */
public final class Printable {

    static final int LONGEST = 200;
    static final int LONGEST_SENTENCE = 1000;

    private Printable() {}

    /**
     * The text cut after {@value #LONGEST} characters, with a question mark for every character that is not printable.
     */
    public static String line(String text) {
        return cut(text, LONGEST);
    }

    /**
     * The same for a sentence of our own that may repeat such values, and ends with what to do: it is cut after
     * {@value #LONGEST_SENTENCE} characters.
     */
    public static String sentence(String text) {
        return cut(text, LONGEST_SENTENCE);
    }

    private static String cut(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest) + "...";
        return cut.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }
}
