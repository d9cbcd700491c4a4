package org.sealmx.sealing;

/** How to treat a message that arrives as PGP/MIME, encrypted to one of the recipient's own subkeys. */
public enum AlreadyEncrypted {
    /**
     * Its packets are kept octet for octet in a new frame, and the recipient decrypts once. Its header, the armor
     * headers and the fields of its parts stay outside as received, since nothing can be added inside the ciphertext. A
     * message that contains anything else readable is treated as with {@link #SEAL}.
     */
    KEEP,
    /** It is sealed like every other message, with all its fields inside, and the recipient decrypts twice. */
    SEAL
}
