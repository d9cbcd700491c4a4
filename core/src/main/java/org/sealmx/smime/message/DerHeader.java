package org.sealmx.smime.message;

import java.io.ByteArrayOutputStream;

/** Encodes tag and length of a value (X.690 section 8.1), for values that are too large to build in memory. */
final class DerHeader {

    private static final int SHORT_FORM = 0x80;

    private DerHeader() {}

    /**
     * @param tag one octet
     * @param length the length of the value in octets, at least 0
     */
    static byte[] of(int tag, long length) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(tag);
        if (length < SHORT_FORM) {
            header.write((int) length);
            return header.toByteArray();
        }
        int octets = (Long.SIZE - Long.numberOfLeadingZeros(length) + Byte.SIZE - 1) / Byte.SIZE;
        header.write(SHORT_FORM | octets);
        for (int i = octets - 1; i >= 0; i--) {
            header.write((int) (length >>> (i * Byte.SIZE)));
        }
        return header.toByteArray();
    }
}
