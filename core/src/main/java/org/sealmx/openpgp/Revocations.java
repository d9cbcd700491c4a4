package org.sealmx.openpgp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * Every revocation of a key in an account's material, wherever it is: people put the block that {@code gpg --gen-revoke} wrote before or
 * after their certificate, join the two, or keep a list. Used by one thread while certificates are read.
 */
final class Revocations {

    /** In octets that are hashed: a hundred thousand attempts with ordinary keys, in about a second. */
    private static final long MOST_WORK = 128L << 20;
    /** What an attempt costs besides, in octets. */
    private static final long OF_EACH_ATTEMPT = 512;

    /**
     * One of them.
     *
     * @param content   of its packet, to compare
     * @param signature not verified
     */
    record Revocation(ByteBuffer content, PGPSignature signature) {}

    private final List<Revocation> all = new ArrayList<>();
    private final Set<ByteBuffer> placed = new HashSet<>();
    private long left = MOST_WORK;

    /** @param packets of the material */
    Revocations(Collection<RawPacket> packets) {
        for (RawPacket packet : packets) {
            SignatureVerifier.parse(packet)
                    .ifPresent(signature -> all.add(new Revocation(packet.content(), signature)));
        }
    }

    /** Notes that revocations verify where they are, or elsewhere. */
    void place(RawPacket packet) {
        placed.add(packet.content());
    }

    /** Whether a packet is a revocation that verifies. */
    boolean isPlaced(RawPacket packet) {
        return placed.contains(packet.content());
    }

    /** Those that verify nowhere so far and claim to be by a key. */
    List<Revocation> unplaced(SignatureVerifier issuer) {
        return all.stream()
                .filter(one -> !placed.contains(one.content) && issuer.claimsToBeOurs(one.signature))
                .toList();
    }

    /** Notes that a revocation verifies. */
    void place(Revocation revocation) {
        placed.add(revocation.content);
    }

    /**
     * Whether a revocation may be tried once more. The work for an account has an end: beyond it only those count that are where they
     * belong, which are verified before.
     *
     * @param octets of the keys that it is tried on
     */
    boolean mayTry(Revocation revocation, long octets) {
        left -= OF_EACH_ATTEMPT + octets + revocation.content.remaining();
        return left >= 0;
    }
}
