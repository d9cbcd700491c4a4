package org.sealmx.smime.certificate;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.teletrust.TeleTrusTObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.sealmx.certificate.PostQuantum;
import org.sealmx.certificate.RsaModulus;

/**
 * The public key of a certificate, which determines how messages are encrypted to it.
 *
 * @param algorithm the name of the algorithm
 * @param keyUsage the bit of {@link KeyUsage} that encryption to this key requires; 0 when encryption to the key is not
 *     supported
 * @param weakness why it is too weak, for example {@code RSA-1024}; empty when it is strong enough
 */
@Immutable
record RecipientKey(String algorithm, int keyUsage, Optional<String> weakness) {

    private static final Set<ASN1ObjectIdentifier> CURVES = Set.of(
            SECObjectIdentifiers.secp256r1,
            SECObjectIdentifiers.secp384r1,
            SECObjectIdentifiers.secp521r1,
            TeleTrusTObjectIdentifiers.brainpoolP256r1,
            TeleTrusTObjectIdentifiers.brainpoolP384r1,
            TeleTrusTObjectIdentifiers.brainpoolP512r1);

    /**
     * Examines a key, including whether its point is on its curve.
     *
     * @throws IOException when the key is invalid
     * @throws RuntimeException in the same case, depending on the library
     */
    static RecipientKey of(SubjectPublicKeyInfo info) throws IOException {
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return rsa(info);
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return curve(info);
        }
        if (PostQuantum.protects(algorithm)) {
            return mlKem(info);
        }
        return new RecipientKey(OidText.of(algorithm), 0, Optional.empty());
    }

    /** The library checks the length, and that the numbers are reduced modulo q (FIPS 203 section 7.2). */
    private static RecipientKey mlKem(SubjectPublicKeyInfo info) throws IOException {
        if (info.getAlgorithm().getParameters() != null) {
            throw new IOException("ML-KEM has no parameters (RFC 9935 section 3)");
        }
        requireSound(info);
        return new RecipientKey("ML-KEM", KeyUsage.keyEncipherment, Optional.empty());
    }

    private static RecipientKey rsa(SubjectPublicKeyInfo info) throws IOException {
        RSAPublicKey key = RSAPublicKey.getInstance(info.parsePublicKey());
        Optional<String> weakness = RsaModulus.weakness(key.getModulus(), key.getPublicExponent());
        if (weakness.isEmpty()) {
            requireSound(info);
        }
        return new RecipientKey("RSA", KeyUsage.keyEncipherment, weakness);
    }

    private static RecipientKey curve(SubjectPublicKeyInfo info) throws IOException {
        boolean known =
                info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve && CURVES.contains(curve);
        if (known) {
            requireSound(info);
        }
        return new RecipientKey(
                "ECDH",
                KeyUsage.keyAgreement,
                known
                        ? Optional.empty()
                        : Optional.of(
                                "an elliptic curve other than the NIST and Brainpool curves of 256 bits or more"));
    }

    private static void requireSound(SubjectPublicKeyInfo info) throws IOException {
        RsaModulus.untested(() -> PublicKeyFactory.createKey(info));
    }
}
