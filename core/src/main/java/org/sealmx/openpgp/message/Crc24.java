package org.sealmx.openpgp.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The checksum of ASCII armor (RFC 9580 section 6.1.1): a cyclic redundancy check with the generator 0x1864CFB. It is
 * linear, so the checksum of two joined parts can be computed from theirs without reading the octets again.
 */
public final class Crc24 {

    private static final int GENERATOR = 0x1864CFB;
    private static final int INITIAL = 0xB704CE;
    private static final int BITS = 24;
    private static final int MASK = 0xFFFFFF;
    private static final int TOP_BIT = 0x1000000;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** What each octet value contributes from 0 to 15 octets before the end: 256 numbers for each position. */
    private static final int[] TABLES = tables();

    private Crc24() {}

    /** The checksum of a complete sequence of octets. */
    public static int of(byte[] octets) {
        return continued(INITIAL, octets, octets.length);
    }

    /** The contribution of octets that follow others, for {@link #joined}. */
    public static int contribution(InputStream octets) {
        byte[] buffer = new byte[Crc24Folding.OCTETS];
        try {
            int got = octets.readNBytes(buffer, 0, buffer.length);
            if (got < buffer.length) {
                return continued(0, buffer, got);
            }
            Crc24Folding folding = new Crc24Folding();
            while (got == buffer.length) {
                folding.add(buffer);
                got = octets.readNBytes(buffer, 0, buffer.length);
            }
            byte[] folded = folding.folded();
            return continued(continued(0, folded, folded.length), buffer, got);
        } catch (IOException e) {
            throw new UncheckedIOException("ciphertext cannot be read", e);
        }
    }

    /**
     * The checksum of two consecutive parts.
     *
     * @param first the checksum of the first part
     * @param secondContribution the contribution of the second part
     * @param secondLength the length of the second part in octets
     */
    public static int joined(int first, int secondContribution, long secondLength) {
        return multiply(first, power(8 * secondLength)) ^ secondContribution;
    }

    /**
     * Continues a checksum.
     *
     * @param start the checksum of all preceding octets
     * @param length the number of octets of the array to add
     */
    static int continued(int start, byte[] octets, int length) {
        int crc = start;
        int i = 0;
        for (; i + 2 * Long.BYTES <= length; i += 2 * Long.BYTES) {
            long first = (long) LONGS.get(octets, i) ^ ((long) crc << (Long.SIZE - BITS));
            long second = (long) LONGS.get(octets, i + Long.BYTES);
            crc = contribution(first, Long.BYTES) ^ contribution(second, 0);
        }
        for (; i < length; i++) {
            crc = ((crc << 8) & MASK) ^ TABLES[((crc >> 16) ^ octets[i]) & 0xff];
        }
        return crc;
    }

    /** What eight octets contribute when the given number of octets follow them. */
    private static int contribution(long octets, int following) {
        int crc = 0;
        for (int n = 0; n < Long.BYTES; n++) {
            crc ^= TABLES[((following + n) << 8) | ((int) (octets >>> (8 * n)) & 0xff)];
        }
        return crc;
    }

    private static int[] tables() {
        int[] tables = new int[2 * Long.BYTES * 256];
        for (int octet = 0; octet < 256; octet++) {
            int crc = octet << 16;
            for (int bit = 0; bit < 8; bit++) {
                crc = timesX(crc);
            }
            tables[octet] = crc;
        }
        for (int i = 256; i < tables.length; i++) {
            int before = tables[i - 256];
            tables[i] = ((before << 8) & MASK) ^ tables[before >> 16];
        }
        return tables;
    }

    private static int timesX(int value) {
        int shifted = value << 1;
        return (shifted & TOP_BIT) == 0 ? shifted : shifted ^ GENERATOR;
    }

    /** The product of two polynomials modulo the generator. */
    private static int multiply(int a, int b) {
        int product = 0;
        for (int bit = BITS - 1; bit >= 0; bit--) {
            product = timesX(product) ^ ((b >> bit & 1) == 0 ? 0 : a);
        }
        return product;
    }

    /** The polynomial x to a power modulo the generator. */
    private static int power(long exponent) {
        int result = 1;
        int square = 2;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }
}
