package org.sealmx.octets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Helpers for streams over octets on the heap. */
public final class Streams {

    private Streams() {}

    /** All octets of the first stream, then those of the next, and so on. For one thread. */
    public static InputStream joined(InputStream... parts) {
        return new JoinedInputStream(List.of(parts));
    }

    /**
     * Skips the first octets of a stream.
     *
     * @param in a stream that throws no I/O errors and has at least that many octets
     * @param count the number of octets to skip, at least 0
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

    /**
     * The first octets of a stream; fewer when it has no more.
     *
     * @param in a stream that throws no I/O errors
     * @param count at least 0
     */
    public static byte[] first(InputStream in, int count) {
        try {
            return in.readNBytes(count);
        } catch (IOException e) {
            throw heapFault(e);
        }
    }

    /** The exception to throw when a stream over the heap reports an I/O error, which is a programming error. */
    public static UncheckedIOException heapFault(IOException fault) {
        return new UncheckedIOException("reading from the heap failed", fault);
    }
}
