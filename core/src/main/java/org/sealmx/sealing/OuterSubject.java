package org.sealmx.sealing;

/** What stands in the Subject field outside of the ciphertext. Inside it is always as it was. */
public enum OuterSubject {
    /** {@code [...]}, as RFC 9788 recommends; for clients that know header protection. */
    OBSCURED,
    /** The subject as it was, readable for everybody; for clients that do not. */
    KEPT
}
