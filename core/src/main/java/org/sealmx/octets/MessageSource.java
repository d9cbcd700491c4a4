package org.sealmx.octets;

import java.io.InputStream;

/**
 * The bytes of a message, readable as often as needed. Implementations are immutable and safe for use by several
 * threads.
 */
public interface MessageSource {

    /** A new stream over all bytes from the first one on. Reading it throws no I/O errors. */
    InputStream open();

    /** How many bytes there are. */
    long size();

    /** The SHA-256 digest of the bytes, 32 octets, a copy. */
    byte[] sha256();
}
