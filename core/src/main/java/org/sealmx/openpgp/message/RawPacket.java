package org.sealmx.openpgp.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.bcpg.SignaturePacket;
import org.bouncycastle.openpgp.PGPSignature;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.octets.Streams;

/**
 * One packet of a stream of packets (RFC 9580 section 4.2). The library parses either a whole certificate or nothing;
 * splitting the packets here keeps one broken packet from making the others unusable.
 *
 * @param tag the packet type, 0 to 63
 * @param whole header and body
 * @param body the body alone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; passed on to the parser right away
public record RawPacket(int tag, byte[] whole, byte[] body) {

    /** Packet types (RFC 9580 section 5). */
    public static final int SIGNATURE = 2;

    public static final int SECRET_KEY = 5;
    public static final int PUBLIC_KEY = 6;
    public static final int SECRET_SUBKEY = 7;
    public static final int USER_ID = 13;
    public static final int PUBLIC_SUBKEY = 14;
    public static final int USER_ATTRIBUTE = 17;

    /** The body in a form that can be compared. */
    public ByteBuffer content() {
        return ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    /** Whether this is a signature that revokes a primary key or a subkey (RFC 9580 section 5.2.1). */
    public boolean isKeyRevocation() {
        return tag == SIGNATURE
                && body.length > 1
                && (body[0] == SignaturePacket.VERSION_4 || body[0] == SignaturePacket.VERSION_6)
                && (body[1] == PGPSignature.KEY_REVOCATION || body[1] == PGPSignature.SUBKEY_REVOCATION);
    }

    /**
     * Splits a stream into its packets.
     *
     * @param limit the maximum number of packets in the list
     * @param packets the list to which the packets are added, up to the first that is broken
     * @throws MalformedCertificateException when there are more packets, a header is broken, or the last packet is
     *     truncated
     */
    public static void split(byte[] stream, int limit, List<RawPacket> packets) throws MalformedCertificateException {
        ByteArrayInputStream in = new ByteArrayInputStream(stream);
        while (in.available() > 0) {
            if (packets.size() == limit) {
                throw new MalformedCertificateException("more than " + limit + " packets");
            }
            try {
                packets.add(next(in, stream));
            } catch (OpenPgpFormatException e) {
                throw new MalformedCertificateException(e.problem());
            } catch (IOException e) {
                throw Streams.heapFault(e);
            }
        }
    }

    private static RawPacket next(ByteArrayInputStream in, byte[] stream) throws IOException {
        int start = stream.length - in.available();
        PacketHeader header = PacketHeader.read(in);
        if (!header.length().isFixed()) {
            throw new OpenPgpFormatException(
                    "a packet has a partial or indeterminate length, which certificates must not have");
        }
        if (header.length().octets() > in.available()) {
            throw OpenPgpFormatException.cutOff();
        }
        byte[] body = in.readNBytes((int) header.length().octets());
        byte[] whole = Arrays.copyOfRange(stream, start, stream.length - in.available());
        return new RawPacket(header.tag(), whole, body);
    }
}
