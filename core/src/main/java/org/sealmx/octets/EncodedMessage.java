package org.sealmx.octets;

import java.io.InputStream;

/**
 * An encrypted message as text that goes through mail: made while it is read. Implementations are immutable and safe
 * for several threads.
 */
public interface EncodedMessage {

    /** How many octets the text has. */
    long size();

    /** A new stream over the text, for one thread; throws no I/O errors but those of {@link Ciphertext#open()}. */
    InputStream open();
}
