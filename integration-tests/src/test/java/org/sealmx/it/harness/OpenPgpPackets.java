package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An encrypted message taken apart into its packets (RFC 9580 section 4.2).
 *
 * @param sessionKeys   the body of each packet with a wrapped session key
 * @param encryptedData the body of the packet with the encrypted text
 */
@SuppressWarnings("ArrayRecordComponent") // a view of octets that nobody compares as a record
public record OpenPgpPackets(List<byte[]> sessionKeys, byte[] encryptedData) {

    private static final int SESSION_KEY = 1;
    private static final int ENCRYPTED_DATA = 18;

    /** Takes an armored message apart, in which nothing else may be. */
    public static OpenPgpPackets parse(byte[] armored) throws IOException, InterruptedException {
        ByteBuffer octets = ByteBuffer.wrap(Sq.dearmor(armored));
        List<byte[]> sessionKeys = new ArrayList<>();
        byte[] encrypted = new byte[0];
        while (octets.hasRemaining()) {
            int header = octets.get() & 0xff;
            boolean current = (header & 0x40) != 0;
            int tag = current ? header & 0x3f : header >> 2 & 0x0f;
            byte[] body = current ? currentBody(octets) : legacyBody(octets, header & 3);
            switch (tag) {
                case SESSION_KEY -> sessionKeys.add(body);
                case ENCRYPTED_DATA -> encrypted = body;
                default -> throw new IOException("a packet with tag " + tag);
            }
        }
        return new OpenPgpPackets(sessionKeys, encrypted);
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
