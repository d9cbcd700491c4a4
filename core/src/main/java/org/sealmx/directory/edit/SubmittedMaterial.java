package org.sealmx.directory.edit;

import com.google.errorprone.annotations.Immutable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
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
    /** RFC 7292: a sequence that begins with its version. */
    private static final Pattern PKCS_12 =
            Pattern.compile("0(?:[\\x00-\\x80]|\\x81.|\\x82..|\\x83...)\\x02\\x01\\x03", Pattern.DOTALL);

    private static final String SECRET = "it is a PKCS #12 file (.p12, .pfx), which has the secret key; export the"
            + " certificate without it, in PEM or DER, and treat the key as compromised";

    /**
     * Reads an input of at most {@link CertificateAdmission#MAX_OCTETS} octets.
     *
     * @throws MalformedCertificateException when it is not certificates; the message repeats nothing of it
     */
    static SubmittedMaterial read(byte[] octets) throws MalformedCertificateException {
        if (octets.length == 0) {
            throw new MalformedCertificateException("it is empty");
        }
        String text = text(octets);
        if (text.contains("-----BEGIN PGP ")) {
            return of(SubmittedCertificates.ofText(withoutMark(text)));
        }
        if (text.contains("-----BEGIN ")) {
            return of(SubmittedX509.ofText(withoutMark(text)));
        }
        if (octets[0] == DER_SEQUENCE && !isPrintable(text)) {
            if (PKCS_12.matcher(text).lookingAt()) {
                throw new MalformedCertificateException(SECRET);
            }
            return of(SubmittedX509.ofBinary(octets));
        }
        // the first bit of every packet is set (RFC 9580 section 4.2)
        if (octets[0] < 0 && markedEncoding(octets).isEmpty()) {
            return of(SubmittedCertificates.ofBinary(octets));
        }
        throw new MalformedCertificateException(NEITHER);
    }

    /**
     * Every octet is a character, whatever the encoding of the text around the certificates; except that Windows writes
     * two octets for each ("gpg --armor --export > file" in PowerShell), with a mark before them.
     */
    private static String text(byte[] octets) {
        return new String(octets, markedEncoding(octets).orElse(StandardCharsets.ISO_8859_1));
    }

    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** What a byte order mark says; no certificate begins with one. */
    private static Optional<Charset> markedEncoding(byte[] octets) {
        String start = new String(octets, 0, Math.min(3, octets.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00ff\u00fe") || start.startsWith("\u00fe\u00ff")) {
            return Optional.of(StandardCharsets.UTF_16);
        }
        return start.equals("\u00ef\u00bb\u00bf") ? Optional.of(StandardCharsets.UTF_8) : Optional.empty();
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
