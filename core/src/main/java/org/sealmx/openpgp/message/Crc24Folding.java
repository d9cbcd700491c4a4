package org.sealmx.openpgp.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reduces octets to a few with the same remainder modulo the generator of {@link Crc24}, at the speed of memory. The
 * generator divides the polynomial x^a + x^b + x^c + 1 with the numbers below, and hence its 64th power, which has 64
 * times the exponents. A word of 64 bits can therefore be replaced by adding it at three later positions. With a table
 * alone, the checksum would be a seventh of the time of sealing 1 MB (docs/bench/sealing.md). Not thread-safe.
 */
final class Crc24Folding {

    private static final int A = 541;
    private static final int B = 410;
    private static final int C = 166;

    /** At most the shortest distance, A - B, so that no word changes another within a block. */
    private static final int BLOCK = 128;

    private static final int WORDS = 16 * BLOCK;
    /** The number of octets added at once. */
    static final int OCTETS = WORDS * Long.BYTES;

    /**
     * What the earlier octets were reduced to, followed by the octets being added. The order of octets in a word does
     * not matter.
     */
    private final long[] words = new long[A + WORDS];

    /** Adds the first {@link #OCTETS} octets of an array. */
    void add(byte[] octets) {
        ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder()).asLongBuffer().get(words, A, WORDS);
        for (int block = 0; block < WORDS; block += BLOCK) {
            fold(words, block);
        }
        System.arraycopy(words, WORDS, words, 0, A);
    }

    /** Three loops, each of which the compiler turns into vector instructions. */
    private static void fold(long[] w, int block) {
        int end = block + BLOCK;
        for (int i = block; i < end; i++) {
            w[i + A - B] ^= w[i];
        }
        for (int i = block; i < end; i++) {
            w[i + A - C] ^= w[i];
        }
        for (int i = block; i < end; i++) {
            w[i + A] ^= w[i];
        }
    }

    /** Octets with the same remainder as all octets added. */
    byte[] folded() {
        ByteBuffer octets = ByteBuffer.allocate(A * Long.BYTES).order(ByteOrder.nativeOrder());
        octets.asLongBuffer().put(words, 0, A);
        return octets.array();
    }
}
