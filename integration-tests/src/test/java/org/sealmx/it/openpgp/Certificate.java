package org.sealmx.it.openpgp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.sealmx.it.harness.OpenPgpPacket;

/** A certificate as a list of packets, which tests change packet by packet. Immutable. */
record Certificate(List<OpenPgpPacket> packets) {

    private static final int SIGNATURE = 2;
    private static final int PRIMARY_KEY = 6;
    private static final int USER_ID = 13;
    private static final int SUBKEY = 14;
    /** The types of signatures that revoke a primary key or a subkey (RFC 9580 section 5.2.1). */
    private static final Set<Integer> REVOCATIONS = Set.of(0x20, 0x28);

    private static final int NEAR_THE_END = 5;

    Certificate {
        packets = List.copyOf(packets);
    }

    static Certificate of(byte[] binary) throws IOException {
        return new Certificate(OpenPgpPacket.split(binary));
    }

    /** The armored certificate, as a directory stores it. */
    String armored() {
        byte[] binary = binary();
        return "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(binary)
                + "\n-----END PGP PUBLIC KEY BLOCK-----\n";
    }

    byte[] binary() {
        int size = packets.stream().mapToInt(packet -> packet.whole().length).sum();
        ByteBuffer octets = ByteBuffer.allocate(size);
        packets.forEach(packet -> octets.put(packet.whole()));
        return octets.array();
    }

    /** The fingerprints of the primary key and the subkeys, in order, in lower-case hexadecimal. */
    List<String> fingerprints() {
        return packets.stream()
                .filter(packet -> packet.tag() == PRIMARY_KEY || packet.tag() == SUBKEY)
                .map(packet -> fingerprint(packet.body()))
                .toList();
    }

    private static String fingerprint(byte[] body) {
        boolean version6 = body[0] == 6;
        ByteBuffer head = version6
                ? ByteBuffer.allocate(5).put((byte) 0x9b).putInt(body.length)
                : ByteBuffer.allocate(3).put((byte) 0x99).putShort((short) body.length);
        try {
            MessageDigest digest = MessageDigest.getInstance(version6 ? "SHA-256" : "SHA-1");
            digest.update(head.array());
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The subkey with that number, counted from 1, and the signatures after it. */
    List<OpenPgpPacket> subkeyPackets(int number) {
        int from = position(number);
        int to = from + 1;
        while (to < packets.size() && isSignature(packets.get(to))) {
            to++;
        }
        return packets.subList(from, to);
    }

    /** The signatures directly after the key with that number, 0 for the primary key. */
    List<OpenPgpPacket> signatures(int number) {
        return packets.stream()
                .skip(position(number) + 1L)
                .takeWhile(Certificate::isSignature)
                .toList();
    }

    /** The revocations of the key with that number, 0 for the primary key; at least one. */
    List<OpenPgpPacket> revocations(int number) {
        List<OpenPgpPacket> revocations = signatures(number).stream()
                .filter(signature -> REVOCATIONS.contains((int) signature.body()[1]))
                .toList();
        if (revocations.isEmpty()) {
            throw new IllegalArgumentException("no revocation of key " + number);
        }
        return revocations;
    }

    /** How many packets of a type it has. */
    long count(int tag) {
        return packets.stream().filter(packet -> packet.tag() == tag).count();
    }

    /** The certificate with further packets at the end. */
    Certificate append(List<OpenPgpPacket> more) {
        return insert(packets.size(), more);
    }

    /** The certificate with further packets directly after the key with that number, 0 for the primary key. */
    Certificate afterKey(int number, List<OpenPgpPacket> more) {
        return insert(position(number) + 1, more);
    }

    /** The certificate with further packets directly after the first user ID. */
    Certificate afterUserId(List<OpenPgpPacket> more) {
        int at = 0;
        while (packets.get(at).tag() != USER_ID) {
            at++;
        }
        return insert(at + 1, more);
    }

    /** The certificate without the signatures on user IDs. */
    Certificate withoutCertifications() {
        List<OpenPgpPacket> kept = new ArrayList<>();
        boolean userId = false;
        for (OpenPgpPacket packet : packets) {
            userId = packet.tag() == USER_ID || (userId && isSignature(packet));
            if (!userId || packet.tag() == USER_ID) {
                kept.add(packet);
            }
        }
        return new Certificate(kept);
    }

    /** The certificate without the packets that match a predicate. */
    Certificate without(Predicate<OpenPgpPacket> predicate) {
        return new Certificate(packets.stream().filter(predicate.negate()).toList());
    }

    /** A packet with one bit of its signature flipped. */
    static OpenPgpPacket corrupt(OpenPgpPacket packet) {
        byte[] whole = packet.whole().clone();
        whole[whole.length - NEAR_THE_END] ^= 1;
        return new OpenPgpPacket(
                packet.tag(), whole, Arrays.copyOfRange(whole, whole.length - packet.body().length, whole.length));
    }

    static boolean isSignature(OpenPgpPacket packet) {
        return packet.tag() == SIGNATURE;
    }

    private Certificate insert(int at, List<OpenPgpPacket> more) {
        List<OpenPgpPacket> all = new ArrayList<>(packets);
        all.addAll(at, more);
        return new Certificate(all);
    }

    private int position(int number) {
        int found = -1;
        for (int i = 0; i < packets.size(); i++) {
            int tag = packets.get(i).tag();
            if ((tag == PRIMARY_KEY || tag == SUBKEY) && ++found == number) {
                return i;
            }
        }
        throw new IllegalArgumentException("no key of number " + number);
    }
}
