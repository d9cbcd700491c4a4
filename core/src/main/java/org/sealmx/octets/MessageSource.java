package org.sealmx.octets;

import com.google.errorprone.annotations.Immutable;
import java.io.InputStream;

/** The octets of a message, which can be read any number of times. */
@Immutable
public interface MessageSource {

    /** A new stream over all octets. Reading it throws no I/O errors. */
    InputStream open();

    /** The number of octets. */
    long size();

    /** A copy of the SHA-256 digest of the octets, 32 octets. */
    byte[] sha256();
}
