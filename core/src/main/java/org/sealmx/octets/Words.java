package org.sealmx.octets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight octets at a time, the first of them the lowest. */
final class Words {

    /** How many octets one has. */
    static final int OCTETS = Long.BYTES;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Words() {}

    /** The octets from an index on. */
    static long at(byte[] octets, int index) {
        return (long) WORDS.get(octets, index);
    }

    /** A word of eight equal octets, from 0 to 127. */
    static long of(int octet) {
        return octet * ONES;
    }

    /**
     * Marks the octets that are equal to another: the lowest mark is at the first of them, see {@link #first}. Marks
     * above it may be wrong.
     *
     * @param eight what {@link #of} says of the other
     */
    static long equal(long word, long eight) {
        return below(word ^ eight, ONES);
    }

    /**
     * Marks the octets that are less than another, likewise.
     *
     * @param eight what {@link #of} says of the other
     */
    static long below(long word, long eight) {
        return (word - eight) & ~word & HIGH_BITS;
    }

    /** The index in the word of its first marked octet. */
    static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
