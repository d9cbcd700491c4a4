package org.sealmx.smime.certificate;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.sealmx.certificate.MalformedCertificateException;

/** Tells about the X.509 certificates of an account, each by itself. Pure functions. */
public final class SmimeInspector {

    private SmimeInspector() {}

    /**
     * Tells about each certificate. Throws nothing: what cannot be read is an entry that evaluates to the reason.
     *
     * @param material may be empty
     */
    public static List<InspectedX509> inspect(List<SmimeMaterial> material) {
        List<InspectedX509> found = new ArrayList<>();
        for (SmimeMaterial one : material) {
            try {
                for (byte[] der : PemCertificates.decode(one.text())) {
                    found.add(inspect(der, one.revoked()));
                }
            } catch (MalformedCertificateException e) {
                found.add(unread(JudgedCertificate.never(e.evaluation())));
            }
        }
        return found;
    }

    private static InspectedX509 inspect(byte[] der, Optional<Instant> revoked) {
        JudgedCertificate judged = SmimeCertificateReader.judge(der, revoked);
        try {
            Certificate certificate = Certificate.getInstance(ASN1Primitive.fromByteArray(der));
            return new InspectedX509(
                    Optional.of(SmimeCertificateReader.fingerprint(der)),
                    certificate.getSubject().toString(),
                    addresses(certificate),
                    Optional.of(certificate.getStartDate().getDate().toInstant()),
                    Optional.of(certificate.getEndDate().getDate().toInstant().plusSeconds(1)),
                    new SmimeCertificates(List.of(judged)));
        } catch (IOException | RuntimeException e) {
            // whatever the library throws for octets that are not a certificate
            return unread(judged);
        }
    }

    private static InspectedX509 unread(JudgedCertificate judged) {
        return new InspectedX509(
                Optional.empty(),
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new SmimeCertificates(List.of(judged)));
    }

    /** RFC 8550 section 3: the alternative names, and in older certificates the subject. */
    private static List<String> addresses(Certificate certificate) {
        List<String> addresses = new ArrayList<>();
        Extensions extensions = certificate.getTBSCertificate().getExtensions();
        if (extensions != null && extensions.getExtension(Extension.subjectAlternativeName) != null) {
            GeneralNames names = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
            for (GeneralName name : names.getNames()) {
                if (name.getTagNo() == GeneralName.rfc822Name) {
                    addresses.add(name.getName().toString());
                }
            }
        }
        X500Name subject = certificate.getSubject();
        for (RDN rdn : subject.getRDNs(PKCSObjectIdentifiers.pkcs_9_at_emailAddress)) {
            for (AttributeTypeAndValue value : rdn.getTypesAndValues()) {
                if (value.getType().equals(PKCSObjectIdentifiers.pkcs_9_at_emailAddress)
                        && value.getValue() instanceof ASN1String text) {
                    addresses.add(text.getString());
                }
            }
        }
        return addresses;
    }
}
