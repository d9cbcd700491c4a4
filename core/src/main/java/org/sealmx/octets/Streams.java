package org.sealmx.octets;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;

/** What is often done with streams over octets on the heap. Pure functions. */
public final class Streams {

    private Streams() {}

    /** All octets of the first stream, then those of the next, and so on. For one thread. */
    public static InputStream joined(InputStream... parts) {
        return new SequenceInputStream(Collections.enumeration(List.of(parts)));
    }

    /**
     * A stream from which the first octets were taken.
     *
     * @param in throws no I/O errors, and has at least as many octets
     * @param count how many, at least 0
     * @return the same stream
     */
    public static InputStream after(InputStream in, long count) {
        try {
            in.skipNBytes(count);
        } catch (IOException e) {
            throw heapFault(e);
        }
        return in;
    }

    /** What to throw for an I/O error of a stream that has none. */
    public static UncheckedIOException heapFault(IOException fault) {
        return new UncheckedIOException("reading from the heap failed", fault);
    }
}
