package org.sealmx.octets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the ends of lines, eight octets at a time. */
public final class LineEnds {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long CARRIAGE_RETURNS = '\r' * ONES;
    private static final long LINE_FEEDS = '\n' * ONES;

    private LineEnds() {}

    /**
     * The index of the first CR or LF.
     *
     * @param from where to begin, at most {@code to}
     * @param to where to end, at most the length of the array
     * @return {@code to} when there is none before it
     */
    public static int next(byte[] octets, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORDS.get(octets, at);
            long found = zeros(word ^ CARRIAGE_RETURNS) | zeros(word ^ LINE_FEEDS);
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && octets[at] != '\r' && octets[at] != '\n') {
            at++;
        }
        return at;
    }

    /**
     * Has the high bit of each octet that is zero; and perhaps of octets above one, which does not matter to whoever
     * asks for the lowest.
     */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }
}
