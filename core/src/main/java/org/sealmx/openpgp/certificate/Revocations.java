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
 * All revocations of keys in an account's material, wherever they are: people put the block that {@code gpg
 * --gen-revoke} writes before or after their certificate, merge the two, or keep a list. Used by one thread while
 * certificates are read.
 */
final class Revocations {

    /** The maximum number of octets to hash for each claim: a million attempts, which take about a second. */
    private static final long MOST_WORK = 128L << 20;
    /** The maximum number of verifications with an ordinary key for each claim: as many as a text may have packets. */
    private static final long MOST_VERIFICATIONS = 10_000;
    /** The additional cost of an attempt, in octets. */
    private static final long OF_EACH_ATTEMPT = 96;

    private static final byte[] NO_SALT = {};

    /**
     * What a revocation claims to revoke. Each claim has its own limits, since anybody can append any number of
     * revocations of each kind.
     */
    enum Claim {
        /** A primary key: one attempt with each certificate. */
        PRIMARY_KEY,
        /** A subkey, with a named issuer: one attempt with each subkey of one certificate. */
        SUBKEY_BY_NAME,
        /** A subkey, without a named issuer: one attempt with each subkey of every certificate. */
        SUBKEY
    }

    /**
     * A revocation.
     *
     * @param content the content of its packet, for comparison
     * @param signature the signature, not verified
     * @param claim what it claims
     * @param salt the octets hashed before the keys; empty before version 6
     * @param trailer the octets hashed after the keys
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

    /** @param packets the revocations in the material */
    Revocations(Collection<RawPacket> packets) {
        for (RawPacket packet : packets) {
            SignatureVerifier.parse(packet).filter(SignatureVerifier::mayRevoke).ifPresent(signature -> {
                Revocation revocation = Revocation.of(packet, signature);
                all.put(revocation.content(), revocation);
                unplaced.add(revocation);
            });
        }
    }

    /** Records that a revocation verifies, in its place or elsewhere. */
    void place(RawPacket packet) {
        place(packet.content());
    }

    /** Records that a revocation verifies. */
    void place(Revocation revocation) {
        place(revocation.content);
    }

    private void place(ByteBuffer content) {
        if (placed.add(content) && all.containsKey(content)) {
            unplaced.remove(all.get(content));
        }
    }

    /** Whether a packet is a revocation known to verify. */
    boolean isPlaced(RawPacket packet) {
        return placed.contains(packet.content());
    }

    /**
     * The revocations of a kind that a key may have made and that have not yet been verified; empty when the limit for
     * that kind is reached.
     */
    List<Revocation> unplaced(PGPPublicKey issuer, Claim claim) {
        return isSpent(claim) ? List.of() : unplaced.by(issuer, claim);
    }

    /**
     * Whether a revocation may be tried on keys. Hashing for an account is limited for each kind of claim. Beyond the
     * limit, only revocations in their proper place count, which are verified before the others.
     *
     * @param octets the number of octets to hash for it
     */
    boolean mayTry(Revocation revocation, long octets) {
        return may(hashed, revocation.claim(), OF_EACH_ATTEMPT + octets, MOST_WORK);
    }

    /**
     * Whether a revocation that repeats the digest of the keys on which it is tried may be verified. This is limited as
     * well, since anybody can repeat a digest. Reaching this limit only ignores revocations: unlike the limit of
     * {@link VerificationWork}, it must not make a certificate unusable.
     *
     * @param cost the cost, in verifications with an ordinary key
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

    /** Whether the limit for a kind of claim is reached, so that some revocations are ignored. */
    boolean isSpent(Claim claim) {
        return spent.contains(claim);
    }

    /** Whether a limit was reached before every revocation was tried, so that a misplaced one may have been missed. */
    boolean isCutShort() {
        return !spent.isEmpty();
    }
}
