package org.sealmx.octets;

import java.io.IOException;

/** A line is longer than its reader accepts. The message contains nothing of the line. */
public final class LineTooLongException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param longest the maximum length in octets, including the end of the line */
    LineTooLongException(int longest) {
        super("a line of more than " + longest + " octets");
    }
}
