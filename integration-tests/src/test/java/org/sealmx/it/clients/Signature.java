package org.sealmx.it.clients;

/** What a mail program says about a message's signature. */
enum Signature {
    /** Nothing. */
    NONE("no signature"),
    /** The signature is the sender's, and the text is as it was signed. */
    GOOD("signature good"),
    /** The text is not what was signed. */
    BAD("signature bad"),
    /** There is a signature, and it could not be judged. */
    UNKNOWN("signature unknown");

    private final String words;

    Signature(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
