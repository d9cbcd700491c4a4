package org.sealmx.octets;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.InputStream;

/**
 * Encrypted octets on the heap or, when there are many, in a temporary file. They can be read any number of times until
 * they are closed.
 */
@ThreadSafe
public interface Ciphertext extends AutoCloseable {

    /** The number of octets. */
    long size();

    /**
     * A new stream over all octets, for one thread. It need not be closed. Reading throws no
     * {@link java.io.IOException}, but {@link java.io.UncheckedIOException} when the file cannot be read or this
     * ciphertext is closed.
     */
    InputStream open();

    /** Releases the octets and their file. Idempotent. */
    @Override
    void close();
}
