package org.sealmx.openpgp.message;

import java.io.InputStream;
import java.util.List;

/** The packets of a received message. Their octets are counted and checksummed while they are read. For one thread. */
public abstract class DecodedPackets extends InputStream {

    private int crc = Crc24.of(new byte[0]);
    private long length;

    /** The armor headers read so far that have a value: lines without their ends. */
    public List<String> headers() {
        return List.of();
    }

    /** The number of octets read so far. */
    public final long length() {
        return length;
    }

    /** The {@link Crc24} checksum of the octets read so far. */
    public final int checksum() {
        return crc;
    }

    /** Adds octets to length and checksum. */
    final void count(byte[] octets, int count) {
        crc = Crc24.continued(crc, octets, count);
        length += count;
    }
}
