package org.sealmx.openpgp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One packet as it stands in a stream of packets (RFC 9580 section 4.2). The library parses a whole certificate or nothing; walking over
 * the packets here keeps one broken packet from spoiling the rest.
 *
 * @param tag   the packet type, 0 to 63
 * @param whole header and body
 * @param body  the body alone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; handed on to the parser right away
record RawPacket(int tag, byte[] whole, byte[] body) {

    static final int SIGNATURE = 2;
    static final int SECRET_KEY = 5;
    static final int PUBLIC_KEY = 6;
    static final int SECRET_SUBKEY = 7;
    static final int USER_ID = 13;
    static final int PUBLIC_SUBKEY = 14;
    static final int USER_ATTRIBUTE = 17;

    /** The body, comparable. */
    ByteBuffer content() {
        return ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    /**
     * Splits a stream into its packets.
     *
     * @param limit how many there may be
     * @throws MalformedCertificateException when there are more, or a header is broken, or the last packet is cut off
     */
    static List<RawPacket> split(byte[] stream, int limit) throws MalformedCertificateException {
        ByteBuffer in = ByteBuffer.wrap(stream);
        List<RawPacket> packets = new ArrayList<>();
        while (in.hasRemaining()) {
            if (packets.size() == limit) {
                throw new MalformedCertificateException("more than " + limit + " packets");
            }
            packets.add(next(in));
        }
        return packets;
    }

    private static RawPacket next(ByteBuffer in) throws MalformedCertificateException {
        int start = in.position();
        int first = in.get() & 0xff;
        if ((first & 0x80) == 0) {
            throw new MalformedCertificateException("the content is not in OpenPGP format");
        }
        boolean current = (first & 0x40) != 0;
        int tag = current ? first & 0x3f : (first & 0x3c) >> 2;
        long length = current ? currentLength(in) : legacyLength(in, first & 0x03);
        if (length > in.remaining()) {
            throw cutOff();
        }
        byte[] body = new byte[(int) length];
        in.get(body);
        byte[] whole = new byte[in.position() - start];
        in.get(start, whole);
        return new RawPacket(tag, whole, body);
    }

    private static long currentLength(ByteBuffer in) throws MalformedCertificateException {
        int first = unsigned(in, 1).intValue();
        if (first < 192) {
            return first;
        }
        if (first < 224) {
            return ((first - 192L) << 8) + unsigned(in, 1) + 192;
        }
        if (first == 255) {
            return unsigned(in, 4);
        }
        throw new MalformedCertificateException("a packet of partial length, which a certificate has not");
    }

    private static long legacyLength(ByteBuffer in, int lengthType) throws MalformedCertificateException {
        if (lengthType == 3) {
            throw new MalformedCertificateException("a packet of indeterminate length, which a certificate has not");
        }
        return unsigned(in, 1 << lengthType);
    }

    private static Long unsigned(ByteBuffer in, int octets) throws MalformedCertificateException {
        if (in.remaining() < octets) {
            throw cutOff();
        }
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = (value << 8) | (in.get() & 0xff);
        }
        return value;
    }

    private static MalformedCertificateException cutOff() {
        return new MalformedCertificateException("the content is cut off in the middle of a packet");
    }
}
