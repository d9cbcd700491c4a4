package org.sealmx.openpgp.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a verified signature of a certificate on one of its own components says (RFC 9580 section 5.2.3). Immutable.
 *
 * @param kind what it does
 * @param created from when on it holds
 * @param expires from when on it holds no longer; {@link Instant#MAX} when it has no expiration
 * @param hard of a revocation: it holds for all time, since the key may be in other hands
 * @param keyValidity for how many seconds after its creation the key is valid, 0 for ever; empty when not said
 * @param keyFlags what the key is for; empty when not said
 * @param primaryUser whether the user ID is the primary one
 * @param features the first octet of the features; empty when not said
 * @param ciphers the preferred symmetric algorithms; empty when not said
 * @param revokers the fingerprints of the keys that may revoke this one as well, lower-case hexadecimal
 * @param aes256Ocb whether AES-256 with OCB is among the preferred AEAD cipher suites; empty when these are not said
 */
record SelfSignature(
        Kind kind,
        Instant created,
        Instant expires,
        boolean hard,
        Optional<Long> keyValidity,
        Optional<Integer> keyFlags,
        boolean primaryUser,
        Optional<Integer> features,
        Optional<List<Integer>> ciphers,
        List<String> revokers,
        Optional<Boolean> aes256Ocb) {

    /** What a signature does. */
    enum Kind {
        /** A direct-key signature, a certification of a user ID, or a subkey binding. */
        BINDING,
        /** A revocation of what it stands behind. */
        REVOCATION
    }

    /**
     * Whether the signature holds at an instant. A hard revocation always does, and a revocation that holds never ends.
     */
    boolean holdsAt(Instant at) {
        if (kind == Kind.REVOCATION) {
            return hard || !at.isBefore(created);
        }
        return !at.isBefore(created) && at.isBefore(expires);
    }
}
