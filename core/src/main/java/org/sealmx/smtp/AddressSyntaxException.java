package org.sealmx.smtp;

/** Thrown when a text is not a mail address. The message says what is wrong with the text and does not repeat it. */
public final class AddressSyntaxException extends Exception {

    /** @param problem what is wrong, without the address */
    public AddressSyntaxException(String problem) {
        super(problem);
    }
}
