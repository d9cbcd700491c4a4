package org.sealmx.openpgp.certificate;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.Features;
import org.sealmx.certificate.CipherSuite;

/**
 * The signatures that determine the properties of a whole certificate at an instant: the direct-key signature and, for
 * what it leaves unspecified, the certification of the primary user ID (RFC 9580 section 5.2.3.10).
 *
 * @param direct the newest direct-key signature in effect
 * @param user the certification of the primary user ID in effect
 */
@Immutable
record CertificateBinding(Optional<SelfSignature> direct, Optional<SelfSignature> user) {

    /** A property from the direct-key signature, or else from the user ID's certification. */
    <T> Optional<T> first(Function<SelfSignature, Optional<T>> what) {
        return direct.flatMap(what).or(() -> user.flatMap(what));
    }

    /**
     * Packet version and cipher. Version 2 is used only if the certificate advertises it; LibrePGP's packet with tag 20
     * is never used, whatever the features say.
     *
     * @param postQuantum whether the certificate has a key for ML-KEM, and its owner's programs so have AES-256 with
     *     OCB (RFC 9980 section 7.1)
     */
    CipherSuite suite(boolean postQuantum) {
        if ((first(SelfSignature::features).orElse(0) & Features.FEATURE_SEIPD_V2) != 0) {
            return postQuantum || first(SelfSignature::aes256Ocb).orElse(false)
                    ? CipherSuite.SEIPD_V2_AES256_OCB
                    : CipherSuite.SEIPD_V2_AES128_OCB;
        }
        return version1Suite(postQuantum);
    }

    /**
     * The cipher for a version 1 packet, even if the certificate advertises version 2.
     *
     * @param postQuantum as for {@link #suite}
     */
    CipherSuite version1Suite(boolean postQuantum) {
        List<Integer> ciphers = first(SelfSignature::ciphers).orElse(List.of());
        boolean only128 = ciphers.contains(SymmetricKeyAlgorithmTags.AES_128)
                && !ciphers.contains(SymmetricKeyAlgorithmTags.AES_256);
        return only128 && !postQuantum ? CipherSuite.SEIPD_V1_AES128 : CipherSuite.SEIPD_V1_AES256;
    }
}
