package org.sealmx.openpgp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * Every revocation of a key in an account's material, wherever it is: people put the block that {@code gpg --gen-revoke} wrote before or
 * after their certificate, join the two, or keep a list. Used by one thread while certificates are read.
 */
final class Revocations {

    /** In octets that are hashed, for each claim: a hundred thousand attempts with ordinary keys, in about a second. */
    private static final long MOST_WORK = 128L << 20;
    /** What an attempt costs besides, in octets. */
    private static final long OF_EACH_ATTEMPT = 512;

    /** What a revocation claims. Everybody can append as many as they like of each, so none takes away the work for another. */
    private enum Claim {
        /** To revoke a primary key: one attempt with each certificate. */
        PRIMARY_KEY,
        /** To revoke a subkey, by an issuer that it names: an attempt with each subkey of one certificate. */
        SUBKEY_BY_NAME,
        /** To revoke a subkey, by whomever: an attempt with each subkey of every certificate. */
        SUBKEY
    }

    /**
     * One of them.
     *
     * @param content   of its packet, to compare
     * @param signature not verified
     */
    record Revocation(ByteBuffer content, PGPSignature signature) {

        private Claim claim() {
            if (signature.getSignatureType() == PGPSignature.KEY_REVOCATION) {
                return Claim.PRIMARY_KEY;
            }
            return SignatureVerifier.namesAnIssuer(signature) ? Claim.SUBKEY_BY_NAME : Claim.SUBKEY;
        }
    }

    private final List<Revocation> all = new ArrayList<>();
    private final Set<ByteBuffer> placed = new HashSet<>();
    private final Map<Claim, Long> work = new EnumMap<>(Claim.class);
    private boolean cutShort;

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
     * Whether a revocation may be tried once more. The work for an account has an end, for each kind of claim its own: beyond it only those
     * count that are where they belong, which are verified before.
     *
     * @param octets of the keys that it is tried on
     */
    boolean mayTry(Revocation revocation, long octets) {
        long cost = OF_EACH_ATTEMPT + octets + revocation.content.remaining();
        boolean may = work.merge(revocation.claim(), cost, Long::sum) <= MOST_WORK;
        cutShort |= !may;
        return may;
    }

    /** Whether the work has ended before every revocation was tried, so that one that is not where it belongs may have been missed. */
    boolean isCutShort() {
        return cutShort;
    }
}
