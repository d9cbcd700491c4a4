package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One packet of a message or certificate (RFC 9580 section 4.2).
 *
 * @param tag the packet type
 * @param whole header and body
 * @param body the body alone, joined if it had partial lengths
 */
@SuppressWarnings("ArrayRecordComponent") // a view of octets that nobody compares as a record
public record OpenPgpPacket(int tag, byte[] whole, byte[] body) {

    /** The packets, in order. */
    public static List<OpenPgpPacket> split(byte[] binary) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(binary);
        List<OpenPgpPacket> packets = new ArrayList<>();
        while (octets.hasRemaining()) {
            int start = octets.position();
            int header = octets.get() & 0xff;
            boolean current = (header & 0x40) != 0;
            int tag = current ? header & 0x3f : header >> 2 & 0x0f;
            byte[] body = current ? currentBody(octets) : legacyBody(octets, header & 3);
            byte[] whole = new byte[octets.position() - start];
            octets.get(start, whole);
            packets.add(new OpenPgpPacket(tag, whole, body));
        }
        return packets;
    }

    private static byte[] currentBody(ByteBuffer octets) throws IOException {
        byte[] body = new byte[0];
        while (true) {
            int first = octets.get() & 0xff;
            boolean partial = first >= 224 && first < 255;
            int length;
            if (first < 192) {
                length = first;
            } else if (first < 224) {
                length = ((first - 192) << 8) + (octets.get() & 0xff) + 192;
            } else if (partial) {
                length = 1 << (first & 0x1f);
            } else {
                length = octets.getInt();
            }
            body = Octets.concat(body, take(octets, length));
            if (!partial) {
                return body;
            }
        }
    }

    private static byte[] legacyBody(ByteBuffer octets, int type) throws IOException {
        return switch (type) {
            case 0 -> take(octets, octets.get() & 0xff);
            case 1 -> take(octets, octets.getShort() & 0xffff);
            case 2 -> take(octets, octets.getInt());
            default -> take(octets, octets.remaining());
        };
    }

    private static byte[] take(ByteBuffer octets, int length) throws IOException {
        if (length < 0 || length > octets.remaining()) {
            throw new IOException("a packet of " + length + " octets in " + octets.remaining());
        }
        byte[] taken = new byte[length];
        octets.get(taken);
        return taken;
    }
}
