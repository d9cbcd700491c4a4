package org.sealmx.octets;

import java.io.IOException;

/** A line is longer than its reader takes. The message holds nothing of the line. */
public final class LineTooLongException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param longest the length that is taken, in octets with the end of the line */
    LineTooLongException(int longest) {
        super("a line of more than " + longest + " octets");
    }
}
