package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Expired;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateEvaluation.NoEncryptionSubkey;
import org.sealmx.certificate.CertificateEvaluation.NotForEncryption;
import org.sealmx.certificate.CertificateEvaluation.Revoked;
import org.sealmx.certificate.CertificateEvaluation.TooWeak;
import org.sealmx.certificate.PostQuantum;

/**
 * A key of a certificate with the verified signatures on it.
 *
 * @param key the key material
 * @param weakness why it is too weak, if it is
 * @param fault why nothing can be encrypted to it, if that is impossible
 * @param signatures the signatures directly on it
 */
@Immutable
record VerifiedKey(PGPPublicKey key, Optional<String> weakness, Optional<String> fault, SelfSignatures signatures) {

    private static final int ENCRYPTION_FLAGS = KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE;
    private static final String SIGNS = "an ML-KEM key with a flag for signatures";
    private static final int SIGNING_FLAGS = KeyFlags.SIGN_DATA | KeyFlags.CERTIFY_OTHER | KeyFlags.AUTHENTICATION;

    VerifiedKey(PGPPublicKey key, SelfSignatures signatures) {
        this(key, KeyStrength.weakness(key), KeyMaterial.fault(key), signatures);
    }

    /** When the key was created. */
    Instant created() {
        return key.getCreationTime().toInstant();
    }

    /** When the key expires, given the validity in a signature; empty when it does not (RFC 9580 section 5.2.3.13). */
    Optional<Instant> expiry(Optional<Long> validity) {
        return validity.filter(seconds -> seconds != 0).map(created()::plusSeconds);
    }

    /** Whether key flags and algorithm permit encryption to the key. */
    boolean isForEncryption(int flags) {
        return (flags & ENCRYPTION_FLAGS) != 0 && KeyStrength.canEncrypt(key);
    }

    /** Whether it encrypts by ML-KEM (RFC 9980). */
    boolean isPostQuantum() {
        return PostQuantum.protects(key.getAlgorithm());
    }

    /** Why nothing can be encrypted to it at any instant; empty when something can, or could. */
    Optional<String> damage() {
        return weakness.or(() -> KeyStrength.unknownFormat(key))
                .or(() ->
                        alsoSigns(signatures.keyFlagsAt(Instant.MAX).orElse(0)) ? Optional.of(SIGNS) : Optional.empty())
                .or(() -> fault);
    }

    private boolean alsoSigns(int flags) {
        return isPostQuantum() && (flags & SIGNING_FLAGS) != 0;
    }

    /**
     * Why a subkey cannot be encrypted to at an instant; empty when it can.
     *
     * @param certificate the fingerprint of the certificate it belongs to
     */
    Optional<CertificateEvaluation> obstacleAt(String certificate, Instant at) {
        // Old certificates have no key flags: the algorithm of the subkey then determines its use.
        int flags = signatures.keyFlagsAt(at).orElse(ENCRYPTION_FLAGS);
        boolean alsoSigns = alsoSigns(flags);
        if (at.isBefore(created()) || !(isForEncryption(flags) || alsoSigns)) {
            return Optional.of(new NoEncryptionSubkey(certificate));
        }
        if (signatures.revokedAt(at)) {
            return Optional.of(new Revoked(certificate));
        }
        Optional<SelfSignature> binding = signatures.bindingAt(at);
        if (binding.isEmpty()) {
            return Optional.of(signatures
                    .endedBefore(at)
                    .<CertificateEvaluation>map(since -> new Expired(certificate, since))
                    .orElseGet(() -> new NoEncryptionSubkey(certificate)));
        }
        return expiry(binding.get().keyValidity())
                .filter(expiry -> !at.isBefore(expiry))
                .<CertificateEvaluation>map(since -> new Expired(certificate, since))
                .or(() -> weakness.map(weak -> new TooWeak(certificate, weak)))
                .or(() -> KeyStrength.unknownFormat(key)
                        .or(() -> alsoSigns ? Optional.of(SIGNS) : Optional.empty())
                        .map(why -> new NotForEncryption(certificate, why)))
                .or(() -> fault.map(problem -> new Malformed(Optional.of(certificate), problem)));
    }
}
