package org.sealmx.sealing;

/** The content of the Subject field outside the ciphertext. Inside it is always unchanged. */
public enum OuterSubject {
    /** {@code [...]}, as RFC 9788 recommends; for clients that support header protection. */
    OBSCURED,
    /** The original subject, which anybody can read; for clients that do not. */
    KEPT
}
