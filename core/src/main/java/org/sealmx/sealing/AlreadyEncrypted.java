package org.sealmx.sealing;

/** What becomes of a message that comes in as PGP/MIME, encrypted to one of the recipient's own subkeys. */
public enum AlreadyEncrypted {
    /**
     * Its packets are kept octet for octet in a frame of ours, and the recipient decrypts once. Its header stays
     * outside as it came in, with the headers of the armor and the fields of the parts, since there is no inside that
     * we could write to. Whatever else could be read means {@link #SEAL}.
     */
    KEEP,
    /** It is sealed like every other message, every field of it inside; the recipient decrypts twice. */
    SEAL
}
