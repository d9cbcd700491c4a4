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
 * Revocations by the keys that may have made them, so that no key has to look at those of all others: an account's
 * material can hold thousands of both. Used by one thread.
 */
final class RevocationIndex {

    /** RSA has three numbers (RFC 9580 section 9.1), by what a key may be used for. */
    private static final int LAST_OF_RSA = 3;

    /**
     * What a revocation and the key that made it have in common.
     *
     * @param version of the signature
     * @param family of the public-key algorithm
     * @param issuer a key ID; empty when the revocation names none, so that every key may have made it
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

    /** Adds a revocation; one whose issuers cannot be read belongs to no key and is left out. */
    void add(Revocation revocation) {
        Group.of(revocation).forEach(group -> groups.computeIfAbsent(group, none -> new LinkedHashMap<>())
                .put(revocation.content(), revocation));
    }

    /** Takes a revocation out. */
    void remove(Revocation revocation) {
        Group.of(revocation)
                .forEach(group -> groups.getOrDefault(group, new HashMap<>()).remove(revocation.content()));
    }

    /**
     * Those of a kind that a key may have made, as far as they say: first those that name it, then those that name
     * nobody. A copy.
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
