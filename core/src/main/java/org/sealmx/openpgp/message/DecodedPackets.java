package org.sealmx.openpgp.message;

import java.io.InputStream;
import java.util.List;

/** Packets that are read from what came in, counted and summed up on the way. For one thread. */
public abstract class DecodedPackets extends InputStream {

    private int crc = Crc24.of(new byte[0]);
    private long length;

    /** The armor headers that say anything, lines without their ends, as far as they were read. */
    public List<String> headers() {
        return List.of();
    }

    /** How many octets were read so far. */
    public final long length() {
        return length;
    }

    /** Of the octets read so far. */
    public final int checksum() {
        return crc;
    }

    /** Takes account of octets. */
    final void count(byte[] octets, int count) {
        crc = Crc24.continued(crc, octets, count);
        length += count;
    }
}
