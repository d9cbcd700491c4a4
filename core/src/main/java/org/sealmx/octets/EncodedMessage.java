package org.sealmx.octets;

import com.google.errorprone.annotations.Immutable;
import java.io.InputStream;

/** An encrypted message as text that mail can carry, encoded while it is read. */
@Immutable
public interface EncodedMessage {

    /** The number of octets in the text. */
    long size();

    /**
     * A new stream over the text, for one thread. It throws only what the streams of {@link Ciphertext#open()} throw.
     */
    InputStream open();
}
