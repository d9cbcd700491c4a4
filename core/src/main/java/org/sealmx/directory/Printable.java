package org.sealmx.directory;

/**
 * Turns a value that somebody else wrote, such as a field of an identity document, into one printable line, so that it
 * can neither forge a line of the log nor move the operator's cursor. Pure functions.
 */
public final class Printable {

    static final int LONGEST = 200;

    private Printable() {}

    /**
     * The text cut after {@value #LONGEST} characters, with a question mark for every character that is not printable.
     */
    public static String line(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return cut.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }
}
