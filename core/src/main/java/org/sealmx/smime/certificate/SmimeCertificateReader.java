package org.sealmx.smime.certificate;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateEvaluation.Malformed;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.certificate.SmimeRecipient;

/**
 * Reads X.509 certificates (RFC 5280) as a directory returns them. Of each, the result keeps only its validity and what
 * is needed to encrypt to it.
 */
@Immutable
public final class SmimeCertificateReader {

    private final SmimeLimits limits;

    /** A reader with limits that no ordinary certificate reaches. */
    public SmimeCertificateReader() {
        this(SmimeLimits.DEFAULT);
    }

    SmimeCertificateReader(SmimeLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the certificates of one account. Throws nothing: a certificate that cannot be read evaluates to the reason
     * and does not affect the others.
     *
     * @param material may be empty
     * @return the certificates, to be evaluated at any instant; always {@link CertificateEvaluation.Absent} if there is
     *     no material
     */
    public CertificateSource read(List<SmimeMaterial> material) {
        List<JudgedCertificate> certificates = new ArrayList<>();
        for (SmimeMaterial one : material) {
            try {
                for (byte[] der : decode(one.text())) {
                    if (certificates.size() == limits.certificates()) {
                        return constant(new Malformed("more than " + limits.certificates() + " certificates"));
                    }
                    certificates.add(judge(der, one.revoked()));
                }
            } catch (MalformedCertificateException e) {
                certificates.add(JudgedCertificate.never(e.evaluation()));
            }
        }
        return new SmimeCertificates(certificates);
    }

    private static CertificateSource constant(CertificateEvaluation evaluation) {
        return new SmimeCertificates(List.of(JudgedCertificate.never(evaluation)));
    }

    private List<byte[]> decode(String text) throws MalformedCertificateException {
        if (text.length() > limits.characters()) {
            throw new MalformedCertificateException("longer than " + limits.characters() + " characters");
        }
        return PemCertificates.decode(text);
    }

    static JudgedCertificate judge(byte[] der, Optional<Instant> revoked) {
        try {
            Certificate certificate = Certificate.getInstance(ASN1Primitive.fromByteArray(der));
            SubjectPublicKeyInfo info = certificate.getSubjectPublicKeyInfo();
            String fingerprint = fingerprint(der);
            Optional<CertificateEvaluation> obstacle =
                    Suitability.obstacle(fingerprint, certificate, RecipientKey.of(info));
            SmimeRecipient recipient = new SmimeRecipient(
                    fingerprint,
                    new IssuerAndSerialNumber(certificate),
                    info,
                    SmimeCapabilities.ciphers(certificate.getTBSCertificate().getExtensions()));
            return new JudgedCertificate(
                    revoked,
                    certificate.getStartDate().getDate().toInstant(),
                    // the last second is part of the validity (RFC 5280 section 4.1.2.5)
                    certificate.getEndDate().getDate().toInstant().plusSeconds(1),
                    obstacle,
                    obstacle.isPresent() ? PackedRecipient.NOBODY : PackedRecipient.of(recipient));
        } catch (IOException | RuntimeException e) {
            // whatever the library throws for octets that are not a certificate; its message can contain some of them
            return JudgedCertificate.never(new Malformed("not an X.509 certificate, or one with invalid content"));
        }
    }

    static String fingerprint(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
