package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The content of a verified signature of a certificate on one of its own components (RFC 9580 section 5.2.3).
 *
 * @param kind the effect of the signature
 * @param created the instant from which it is in effect
 * @param expires the instant from which it is no longer in effect; {@link Instant#MAX} when it does not expire
 * @param hard whether it is a revocation that applies to all time, since the key may be compromised
 * @param keyValidity the validity of the key in seconds after its creation, 0 for unlimited; empty when not specified
 * @param keyFlags the permitted uses of the key; empty when not specified
 * @param primaryUser whether the user ID is the primary one
 * @param features the first octet of the features; empty when not specified
 * @param ciphers the preferred symmetric algorithms; empty when not specified
 * @param revokers the fingerprints of the designated revokers, in lower-case hexadecimal
 * @param aes256Ocb whether AES-256 with OCB is among the preferred AEAD cipher suites; empty when these are not
 *     specified
 */
@Immutable
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

    /** Copies the lists. */
    SelfSignature {
        ciphers = ciphers.map(List::copyOf);
        revokers = List.copyOf(revokers);
    }

    /** The effect of a signature. */
    enum Kind {
        /** A direct-key signature, a certification of a user ID, or a subkey binding. */
        BINDING,
        /** A revocation of the signed component. */
        REVOCATION
    }

    /** Whether the signature is in effect at an instant. A hard revocation always is, and no revocation expires. */
    boolean holdsAt(Instant at) {
        if (kind == Kind.REVOCATION) {
            return hard || !at.isBefore(created);
        }
        return !at.isBefore(created) && at.isBefore(expires);
    }
}
