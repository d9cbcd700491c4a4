package org.sealmx.openpgp.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Packets without armor. For one thread. */
public final class BinaryReader extends DecodedPackets {

    private final InputStream in;

    /** @param in packets without armor */
    public BinaryReader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, target.length);
        byte[] octets = in.readNBytes(count);
        System.arraycopy(octets, 0, target, offset, octets.length);
        count(octets, octets.length);
        return octets.length == 0 && count > 0 ? -1 : octets.length;
    }
}
