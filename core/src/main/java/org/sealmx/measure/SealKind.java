package org.sealmx.measure;

/** In which form a message was sealed. */
public enum SealKind {
    /** PGP/MIME (RFC 3156). */
    PGP_MIME("pgp-mime"),
    /** PGP/MIME whose ciphertext is the sender's. */
    KEPT("kept"),
    /** S/MIME (RFC 8551). */
    SMIME("smime"),
    /** The format of leap_mx. */
    LEAP("leap");

    private final String word;

    SealKind(String word) {
        this.word = word;
    }

    /** The word for metrics, in lower case. */
    public String word() {
        return word;
    }
}
