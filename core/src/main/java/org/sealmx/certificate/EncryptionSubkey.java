package org.sealmx.certificate;

import com.google.errorprone.annotations.Immutable;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * A key that mail can be encrypted to, with what its certificate says about formats.
 *
 * @param certificateFingerprint of the certificate it belongs to, lower-case hexadecimal
 * @param fingerprint of the subkey itself, lower-case hexadecimal
 * @param publicKey the key material
 * @param preferences the packet version and cipher that the certificate asks for
 * @param version1 the suite of packet version 1 for when version 2 is not used
 */
@Immutable
public record EncryptionSubkey(
        String certificateFingerprint,
        String fingerprint,
        PGPPublicKey publicKey,
        CipherSuite preferences,
        CipherSuite version1) {

    /** Whether what is encrypted to it stays secret from a quantum computer. */
    public boolean isPostQuantum() {
        return PostQuantum.protects(publicKey.getAlgorithm());
    }
}
