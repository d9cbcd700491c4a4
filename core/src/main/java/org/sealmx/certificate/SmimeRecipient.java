package org.sealmx.certificate;

import java.util.Set;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A certificate that mail can be encrypted to. Immutable.
 *
 * @param fingerprint SHA-256 of the certificate, lower-case hexadecimal
 * @param id how the encrypted message names the certificate
 * @param publicKey the key, with its algorithm
 * @param ciphers those that the certificate lists among its capabilities; empty when it lists none that can be used
 */
public record SmimeRecipient(
        String fingerprint, IssuerAndSerialNumber id, SubjectPublicKeyInfo publicKey, Set<ContentCipher> ciphers) {

    /** Takes a copy. */
    public SmimeRecipient {
        ciphers = Set.copyOf(ciphers);
    }

    /** The fingerprint only: the issuer can name people. */
    @Override
    public String toString() {
        return "SmimeRecipient[" + fingerprint + "]";
    }
}
