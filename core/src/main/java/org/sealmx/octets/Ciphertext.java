package org.sealmx.octets;

import java.io.InputStream;

/**
 * Encrypted octets, readable as often as needed until they are closed: on the heap, or in a temporary file when there
 * are many. Safe for use by several threads.
 */
public interface Ciphertext extends AutoCloseable {

    /** How many octets there are. */
    long size();

    /**
     * A new stream over all octets from the first one on, for one thread. It needs no closing. Reading throws no I/O
     * errors but {@link java.io.UncheckedIOException} when a file cannot be read or this is closed.
     */
    InputStream open();

    /** Gives the octets up, and with them their file. Does nothing the second time. */
    @Override
    void close();
}
