package org.sealmx.openpgp.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The body of a packet with definite or partial lengths (RFC 9580 section 4.2.1). It is read from the stream after the
 * packet's header, and nothing after it is read. For one thread.
 */
final class PacketBody extends InputStream {

    private final InputStream in;
    private long left;
    private boolean more;

    /** @param length the length from the header; must not be indeterminate */
    PacketBody(InputStream in, PacketHeader.Length length) {
        this.in = in;
        this.left = length.octets();
        this.more = length.partial();
    }

    @Override
    public int read() throws IOException {
        byte[] octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
    }

    /**
     * {@inheritDoc}
     *
     * @throws OpenPgpFormatException when the stream ends before the body does
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (left == 0) {
            if (!more) {
                return -1;
            }
            PacketHeader.Length next = PacketHeader.Length.read(in);
            left = next.octets();
            more = next.partial();
        }
        int got = in.read(target, offset, (int) Math.min(length, left));
        if (got < 0) {
            throw OpenPgpFormatException.cutOff();
        }
        left -= got;
        return got;
    }
}
