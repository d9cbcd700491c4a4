package org.sealmx.smtp;

/** A text is not a mail address. The message says what is wrong with it and does not repeat it. */
public final class AddressSyntaxException extends Exception {

    /** @param problem what is wrong, without the address */
    public AddressSyntaxException(String problem) {
        super(problem);
    }
}
