package org.sealmx.certificate;

import com.google.errorprone.annotations.Immutable;
import java.util.Set;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A certificate that mail can be encrypted to.
 *
 * @param fingerprint SHA-256 of the certificate, lower-case hexadecimal
 * @param id how the encrypted message names the certificate
 * @param publicKey the key, with its algorithm
 * @param ciphers the ciphers among the capabilities that the certificate lists; empty when it lists none of them
 */
@Immutable
public record SmimeRecipient(
        String fingerprint, IssuerAndSerialNumber id, SubjectPublicKeyInfo publicKey, Set<ContentCipher> ciphers) {

    /** Copies the set. */
    public SmimeRecipient {
        ciphers = Set.copyOf(ciphers);
    }

    /** Whether what is encrypted to it stays secret from a quantum computer. */
    public boolean isPostQuantum() {
        return PostQuantum.protects(publicKey.getAlgorithm().getAlgorithm());
    }

    /** Only the fingerprint: the issuer can name people. */
    @Override
    public String toString() {
        return "SmimeRecipient[" + fingerprint + "]";
    }
}
