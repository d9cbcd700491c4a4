package org.sealmx.mime;

/** What becomes of a message that comes in as PGP/MIME, encrypted to one of the recipient's own subkeys. */
public enum AlreadyEncrypted {
    /**
     * Its ciphertext is kept octet for octet in a frame of ours, and the recipient decrypts once. Fields that do not stay outside are gone,
     * since there is no inside that we could write to.
     */
    KEEP,
    /** It is sealed like every other message, every field of it inside; the recipient decrypts twice. */
    SEAL
}
