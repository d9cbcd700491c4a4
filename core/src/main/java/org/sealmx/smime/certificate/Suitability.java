package org.sealmx.smime.certificate;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.NotForEncryption;
import org.sealmx.certificate.CertificateEvaluation.TooWeak;

/**
 * Decides whether a certificate is unsuitable at any time: because it is not for the encryption of mail, or too weak
 * (RFC 5280, RFC 8550). The issuer is not checked: the directory vouches for the certificate.
 */
final class Suitability {

    /** Extensions that are evaluated, or that are irrelevant to whether mail can be encrypted. */
    private static final Set<ASN1ObjectIdentifier> KNOWN = Set.of(
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.basicConstraints,
            Extension.subjectAlternativeName,
            Extension.issuerAlternativeName,
            Extension.subjectKeyIdentifier,
            Extension.authorityKeyIdentifier,
            Extension.certificatePolicies,
            Extension.cRLDistributionPoints,
            Extension.authorityInfoAccess,
            SmimeCapabilities.EXTENSION);

    private static final Map<ASN1ObjectIdentifier, String> WEAK_SIGNATURES = Map.of(
            PKCSObjectIdentifiers.md2WithRSAEncryption, "MD2",
            PKCSObjectIdentifiers.md4WithRSAEncryption, "MD4",
            PKCSObjectIdentifiers.md5WithRSAEncryption, "MD5",
            PKCSObjectIdentifiers.sha1WithRSAEncryption, "SHA-1",
            OIWObjectIdentifiers.sha1WithRSA, "SHA-1",
            OIWObjectIdentifiers.md5WithRSA, "MD5",
            X9ObjectIdentifiers.ecdsa_with_SHA1, "SHA-1",
            X9ObjectIdentifiers.id_dsa_with_sha1, "SHA-1");

    private Suitability() {}

    /**
     * The first reason why a certificate is unsuitable; empty when it is suitable.
     *
     * @param fingerprint the fingerprint of the certificate
     * @throws IOException when an extension or the key is invalid
     * @throws RuntimeException in the same case, depending on the library
     */
    static Optional<CertificateEvaluation> obstacle(String fingerprint, Certificate certificate, RecipientKey key)
            throws IOException {
        Optional<String> purpose = otherPurpose(certificate.getTBSCertificate().getExtensions(), key);
        if (purpose.isPresent()) {
            return purpose.map(why -> new NotForEncryption(fingerprint, why));
        }
        return key.weakness().or(() -> weakSignature(certificate)).map(weak -> new TooWeak(fingerprint, weak));
    }

    private static Optional<String> otherPurpose(@Nullable Extensions extensions, RecipientKey key) {
        if (key.keyUsage() == 0) {
            return Optional.of("its key algorithm is not supported: " + key.algorithm());
        }
        if (extensions == null) {
            return Optional.empty();
        }
        if (isAuthority(extensions)) {
            return Optional.of("a CA certificate");
        }
        KeyUsage usage = KeyUsage.fromExtensions(extensions);
        if (usage != null && !usage.hasUsages(key.keyUsage())) {
            return Optional.of("the key usage does not permit "
                    + (key.keyUsage() == KeyUsage.keyAgreement ? "keyAgreement" : "keyEncipherment"));
        }
        ExtendedKeyUsage extended = ExtendedKeyUsage.fromExtensions(extensions);
        if (extended != null
                && !extended.hasKeyPurposeId(KeyPurposeId.id_kp_emailProtection)
                && !extended.hasKeyPurposeId(KeyPurposeId.anyExtendedKeyUsage)) {
            return Optional.of("the extended key usage does not permit emailProtection");
        }
        return List.of(extensions.getCriticalExtensionOIDs()).stream()
                .filter(critical -> !KNOWN.contains(critical))
                .findFirst()
                .map(unknown -> "extension " + OidText.of(unknown) + " is critical and not understood");
    }

    private static boolean isAuthority(Extensions extensions) {
        BasicConstraints constraints = BasicConstraints.fromExtensions(extensions);
        return constraints != null && constraints.isCA();
    }

    /** The weakness of the issuer's signature. The signature of a self-issued certificate does not matter. */
    private static Optional<String> weakSignature(Certificate certificate) {
        if (certificate.getIssuer().equals(certificate.getSubject())) {
            return Optional.empty();
        }
        AlgorithmIdentifier algorithm = certificate.getSignatureAlgorithm();
        @Nullable String digest = WEAK_SIGNATURES.get(algorithm.getAlgorithm());
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            ASN1ObjectIdentifier pss = RSASSAPSSparams.getInstance(algorithm.getParameters())
                    .getHashAlgorithm()
                    .getAlgorithm();
            digest = pss.equals(OIWObjectIdentifiers.idSHA1) ? "SHA-1" : null;
        }
        return Optional.ofNullable(digest).map(weak -> "a signature with " + weak);
    }
}
