package org.sealmx.it.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The packets of an encrypted message (RFC 9580 section 4.2).
 *
 * @param sessionKeys the body of each packet with a wrapped session key
 * @param encryptedData the body of the packet with the encrypted text
 */
@SuppressWarnings("ArrayRecordComponent") // a view of octets that nobody compares as a record
public record OpenPgpPackets(List<byte[]> sessionKeys, byte[] encryptedData) {

    private static final int SESSION_KEY = 1;
    private static final int ENCRYPTED_DATA = 18;

    /** Splits an armored message, which must not contain any other packets. */
    public static OpenPgpPackets parse(byte[] armored) throws IOException, InterruptedException {
        List<byte[]> sessionKeys = new ArrayList<>();
        byte[] encrypted = new byte[0];
        for (OpenPgpPacket packet : OpenPgpPacket.split(Sq.dearmor(armored))) {
            switch (packet.tag()) {
                case SESSION_KEY -> sessionKeys.add(packet.body());
                case ENCRYPTED_DATA -> encrypted = packet.body();
                default -> throw new IOException("a packet with tag " + packet.tag());
            }
        }
        return new OpenPgpPackets(sessionKeys, encrypted);
    }
}
