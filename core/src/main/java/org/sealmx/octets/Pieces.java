package org.sealmx.octets;

import java.security.MessageDigest;

/**
 * How much is given at once to ciphers and digests. The JDK uses the instructions of the processor for them only in
 * code that its best compiler has compiled, and that code is the caller of a whole piece, which the compiler looks at
 * after some 5,000 calls. With pieces of 64 KiB that is after 300 MB, until when AES takes more than twice as long as
 * it need.
 */
public final class Pieces {

    /** The largest piece, in octets. Fits into the nearest cache of a processor, twice. */
    public static final int SIZE = 8 * 1024;

    private Pieces() {}

    /**
     * Adds octets to a digest, piece by piece.
     *
     * @throws IllegalArgumentException when the range is outside the array
     */
    public static void update(MessageDigest digest, byte[] octets, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end; at += SIZE) {
            digest.update(octets, at, Math.min(SIZE, end - at));
        }
    }
}
