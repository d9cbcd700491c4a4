package org.sealmx.openpgp.certificate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SignaturePacket;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.sealmx.openpgp.certificate.Revocations.Claim;
import org.sealmx.openpgp.certificate.Revocations.Revocation;

/**
 * An index of revocations by the keys that may have made them, so that a key need not be compared with all of them: an
 * account's material can contain thousands of both. Used by one thread.
 */
final class RevocationIndex {

    /** RSA has the three numbers 1 to 3, depending on the use of the key (RFC 9580 section 9.1). */
    private static final int LAST_OF_RSA = 3;

    /**
     * The properties that a revocation shares with the key that made it.
     *
     * @param version the version of the signature
     * @param family the public-key algorithm, the same for all uses of RSA
     * @param issuer the key ID of the issuer; empty when the revocation names none, so that any key may have made it
     */
    private record Group(Claim claim, int version, int family, Optional<Long> issuer) {

        static Set<Group> of(Revocation revocation) {
            PGPSignature signature = revocation.signature();
            return SignatureVerifier.issuers(signature)
                    .map(ids -> (ids.isEmpty()
                                    ? Stream.of(Optional.<Long>empty())
                                    : ids.stream().map(Optional::of))
                            .map(id -> new Group(
                                    revocation.claim(),
                                    signature.getVersion(),
                                    family(signature.getKeyAlgorithm()),
                                    id))
                            .collect(Collectors.toSet()))
                    .orElse(Set.of());
        }

        static Group of(PGPPublicKey key, Claim claim, Optional<Long> issuer) {
            int version = key.getVersion() == PublicKeyPacket.VERSION_6
                    ? SignaturePacket.VERSION_6
                    : SignaturePacket.VERSION_4;
            return new Group(claim, version, family(key.getAlgorithm()), issuer);
        }

        private static int family(int algorithm) {
            return algorithm <= LAST_OF_RSA ? PublicKeyAlgorithmTags.RSA_GENERAL : algorithm;
        }
    }

    private final Map<Group, Map<ByteBuffer, Revocation>> groups = new HashMap<>();

    /** Adds a revocation. One whose issuers cannot be read belongs to no key and is ignored. */
    void add(Revocation revocation) {
        Group.of(revocation).forEach(group -> groups.computeIfAbsent(group, none -> new LinkedHashMap<>())
                .put(revocation.content(), revocation));
    }

    /** Removes a revocation. */
    void remove(Revocation revocation) {
        Group.of(revocation)
                .forEach(group -> groups.getOrDefault(group, new HashMap<>()).remove(revocation.content()));
    }

    /**
     * A copy of the revocations of a kind that a key may have made: first those that name it as the issuer, then those
     * that name no issuer.
     */
    List<Revocation> by(PGPPublicKey key, Claim claim) {
        List<Revocation> found = new ArrayList<>();
        for (Optional<Long> issuer : List.of(Optional.of(key.getKeyID()), Optional.<Long>empty())) {
            found.addAll(
                    groups.getOrDefault(Group.of(key, claim, issuer), Map.of()).values());
        }
        return found;
    }
}
