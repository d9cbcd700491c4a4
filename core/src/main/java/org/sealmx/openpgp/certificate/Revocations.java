package org.sealmx.openpgp.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.SignaturePacket;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.sealmx.openpgp.message.RawPacket;

/**
 * Every revocation of a key in an account's material, wherever it is: people put the block that {@code gpg
 * --gen-revoke} wrote before or after their certificate, join the two, or keep a list. Used by one thread while
 * certificates are read.
 */
final class Revocations {

    /** In octets that are hashed, for each claim: a million attempts, in about a second. */
    private static final long MOST_WORK = 128L << 20;
    /** For each claim, with an ordinary key: as many as one text has packets. */
    private static final long MOST_VERIFICATIONS = 10_000;
    /** What an attempt costs besides, in octets. */
    private static final long OF_EACH_ATTEMPT = 96;

    private static final byte[] NO_SALT = {};

    /**
     * What a revocation claims. Everybody can append as many as they like of each, so none takes away the work for
     * another.
     */
    enum Claim {
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
     * @param content of its packet, to compare
     * @param signature not verified
     * @param claim what it claims
     * @param salt what is hashed before the keys, nothing before version 6
     * @param trailer what is hashed after the keys
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Revocation(ByteBuffer content, PGPSignature signature, Claim claim, byte[] salt, byte[] trailer) {

        static Revocation of(RawPacket packet, PGPSignature signature) {
            return new Revocation(
                    packet.content(), signature, claim(signature), salt(packet), signature.getSignatureTrailer());
        }

        private static Claim claim(PGPSignature signature) {
            if (signature.getSignatureType() == PGPSignature.KEY_REVOCATION) {
                return Claim.PRIMARY_KEY;
            }
            boolean named = SignatureVerifier.issuers(signature)
                    .filter(ids -> !ids.isEmpty())
                    .isPresent();
            return named ? Claim.SUBKEY_BY_NAME : Claim.SUBKEY;
        }

        private static byte[] salt(RawPacket packet) {
            if (packet.body()[0] != SignaturePacket.VERSION_6) {
                return NO_SALT;
            }
            try {
                return ((SignaturePacket) new BCPGInputStream(new ByteArrayInputStream(packet.whole())).readPacket())
                        .getSalt();
            } catch (IOException e) {
                throw new UncheckedIOException("a signature that was read before could not be read again", e);
            }
        }
    }

    private final Map<ByteBuffer, Revocation> all = new HashMap<>();
    private final RevocationIndex unplaced = new RevocationIndex();
    private final Set<ByteBuffer> placed = new HashSet<>();
    private final Map<Claim, Long> hashed = new EnumMap<>(Claim.class);
    private final Map<Claim, Long> verified = new EnumMap<>(Claim.class);
    private final Set<Claim> spent = EnumSet.noneOf(Claim.class);

    /** @param packets of the material */
    Revocations(Collection<RawPacket> packets) {
        for (RawPacket packet : packets) {
            SignatureVerifier.parse(packet).filter(SignatureVerifier::mayRevoke).ifPresent(signature -> {
                Revocation revocation = Revocation.of(packet, signature);
                all.put(revocation.content(), revocation);
                unplaced.add(revocation);
            });
        }
    }

    /** Notes that a revocation verifies where it is, or elsewhere. */
    void place(RawPacket packet) {
        place(packet.content());
    }

    /** Notes that a revocation verifies. */
    void place(Revocation revocation) {
        place(revocation.content);
    }

    private void place(ByteBuffer content) {
        if (placed.add(content) && all.containsKey(content)) {
            unplaced.remove(all.get(content));
        }
    }

    /** Whether a packet is a revocation that verifies. */
    boolean isPlaced(RawPacket packet) {
        return placed.contains(packet.content());
    }

    /**
     * Those of a kind that verify nowhere so far, and that a key may have made; none when the work for them is done.
     */
    List<Revocation> unplaced(PGPPublicKey issuer, Claim claim) {
        return isSpent(claim) ? List.of() : unplaced.by(issuer, claim);
    }

    /**
     * Whether a revocation may be tried on keys. The hashing for an account has an end, for each kind of claim its own:
     * beyond it only those count that are where they belong, which are verified before.
     *
     * @param octets that are hashed for it
     */
    boolean mayTry(Revocation revocation, long octets) {
        return may(hashed, revocation.claim(), OF_EACH_ATTEMPT + octets, MOST_WORK);
    }

    /**
     * Whether a revocation that repeats the digest of the keys that it is tried on may be verified. That has an end as
     * well: everybody can repeat a digest, and what they append must not deny mail to anybody, as the end of
     * {@link VerificationWork} does.
     *
     * @param cost in verifications with an ordinary key
     */
    boolean mayVerify(Revocation revocation, long cost) {
        return may(verified, revocation.claim(), cost, MOST_VERIFICATIONS);
    }

    private boolean may(Map<Claim, Long> work, Claim claim, long cost, long most) {
        if (!isSpent(claim) && work.merge(claim, cost, Long::sum) > most) {
            spent.add(claim);
        }
        return !isSpent(claim);
    }

    /** Whether the work for a kind of claim is done, with some of them left out. */
    boolean isSpent(Claim claim) {
        return spent.contains(claim);
    }

    /**
     * Whether the work has ended before every revocation was tried, so that one that is not where it belongs may have
     * been missed.
     */
    boolean isCutShort() {
        return !spent.isEmpty();
    }
}
