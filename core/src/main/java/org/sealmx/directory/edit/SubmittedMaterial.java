package org.sealmx.directory.edit;

import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import org.sealmx.certificate.MalformedCertificateException;
import org.sealmx.openpgp.certificate.SubmittedCertificates;
import org.sealmx.smime.certificate.SubmittedX509;

/**
 * What somebody handed in, as the directory would hold it.
 *
 * @param material without secret keys, and without any text around the certificates
 * @param hadSecretKey whether there were secret keys
 */
@Immutable
record SubmittedMaterial(NewMaterial material, boolean hadSecretKey) {

    private static final String NEITHER = "it is neither an OpenPGP certificate (armored or binary) nor an X.509"
            + " certificate (PEM or DER); export it with \"gpg --armor --export\"";
    private static final int DER_SEQUENCE = 0x30;
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /**
     * Reads an input of at most {@link CertificateAdmission#MAX_OCTETS} octets.
     *
     * @throws MalformedCertificateException when it is not certificates; the message repeats nothing of it
     */
    static SubmittedMaterial read(byte[] octets) throws MalformedCertificateException {
        if (octets.length == 0) {
            throw new MalformedCertificateException("it is empty");
        }
        // every octet is a character, whatever the encoding of the text around the certificates
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN PGP ")) {
            return of(SubmittedCertificates.ofText(text));
        }
        if (text.contains("-----BEGIN ")) {
            return of(SubmittedX509.ofText(text));
        }
        if (octets[0] == DER_SEQUENCE && !isPrintable(text)) {
            return of(SubmittedX509.ofBinary(octets));
        }
        // the first bit of every packet is set (RFC 9580 section 4.2)
        if (octets[0] < 0 && !text.startsWith(BYTE_ORDER_MARK)) {
            return of(SubmittedCertificates.ofBinary(octets));
        }
        throw new MalformedCertificateException(NEITHER);
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\r' || c == '\n' || c == '\t');
    }

    private static SubmittedMaterial of(SubmittedCertificates certificates) {
        return new SubmittedMaterial(
                new NewMaterial(NewMaterial.OPENPGP, certificates.armored()), certificates.hadSecretKey());
    }

    private static SubmittedMaterial of(SubmittedX509 certificates) {
        return new SubmittedMaterial(
                new NewMaterial(NewMaterial.SMIME, certificates.pem()), certificates.hadSecretKey());
    }
}
