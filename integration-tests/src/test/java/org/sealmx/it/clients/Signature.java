package org.sealmx.it.clients;

/** What a mail program says about a message's signature. */
enum Signature {
    /** Nothing. */
    NONE("no signature"),
    /** The signature is the sender's, and the text is unchanged. */
    GOOD("signature good"),
    /** The text was changed after it was signed. */
    BAD("signature bad"),
    /** There is a signature, but the program could not verify it. */
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
