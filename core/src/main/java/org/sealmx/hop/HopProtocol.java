package org.sealmx.hop;

/** How the next server is spoken to. */
public enum HopProtocol {
    /** RFC 2033: the server stores the message before it replies, with one reply for each recipient. */
    LMTP("LHLO"),
    /** RFC 5321: the server takes over the responsibility for the message. */
    SMTP("EHLO");

    private final String greeting;

    HopProtocol(String greeting) {
        this.greeting = greeting;
    }

    /** The command that a session begins with. */
    String greeting() {
        return greeting;
    }
}
