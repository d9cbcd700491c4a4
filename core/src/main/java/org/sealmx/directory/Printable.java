package org.sealmx.directory;

/**
 * Makes one printable line of a value that somebody else wrote, such as a field of an identity document, so that
 * nothing in it can forge a line of the log or move the operator's cursor. Pure functions.
 */
public final class Printable {

    static final int LONGEST = 200;

    private Printable() {}

    /**
     * The text with a question mark for every character that is not printed, cut after {@value #LONGEST} characters.
     */
    public static String line(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return cut.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }
}
