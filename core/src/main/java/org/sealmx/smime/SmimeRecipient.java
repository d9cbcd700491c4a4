package org.sealmx.smime;

import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A certificate that mail can be encrypted to. Immutable.
 *
 * @param fingerprint SHA-256 of the certificate, lower-case hexadecimal
 * @param id          how the encrypted message names the certificate
 * @param publicKey   the key, with its algorithm
 */
public record SmimeRecipient(String fingerprint, IssuerAndSerialNumber id, SubjectPublicKeyInfo publicKey) {

    /** The fingerprint only: the issuer can name people. */
    @Override
    public String toString() {
        return "SmimeRecipient[" + fingerprint + "]";
    }
}
