package org.sealmx.smime.certificate;

import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.sealmx.certificate.MalformedCertificateException;

/**
 * X.509 certificates that somebody hands in. Text around them is dropped, and so are private keys.
 *
 * @param pem the certificates, made anew
 * @param hadSecretKey whether a private key was among them
 */
@Immutable
public record SubmittedX509(String pem, boolean hadSecretKey) {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY)-----[^-]*+-----END \\1-----");

    /**
     * Reads PEM (RFC 7468).
     *
     * @throws MalformedCertificateException when there is no certificate, or a block is neither a certificate nor a
     *     private key
     */
    public static SubmittedX509 ofText(String text) throws MalformedCertificateException {
        String without = PRIVATE_KEY.matcher(text).replaceAll("");
        boolean secret = without.length() < text.length();
        if (without.isBlank()) {
            throw new MalformedCertificateException(
                    "there is a private key and no certificate; export the certificate alone, and treat the key as compromised");
        }
        StringBuilder pem = new StringBuilder();
        for (byte[] der : PemCertificates.decode(without)) {
            append(der, pem);
        }
        return new SubmittedX509(pem.toString(), secret);
    }

    /** Takes one certificate in DER. */
    public static SubmittedX509 ofBinary(byte[] der) {
        StringBuilder pem = new StringBuilder();
        append(der, pem);
        return new SubmittedX509(pem.toString(), false);
    }

    private static void append(byte[] der, StringBuilder pem) {
        byte[] newline = {'\n'};
        pem.append("-----BEGIN CERTIFICATE-----\n")
                .append(new String(Base64.getMimeEncoder(64, newline).encode(der), StandardCharsets.US_ASCII))
                .append("\n-----END CERTIFICATE-----\n");
    }

    /** The length, without the content. */
    @Override
    public String toString() {
        return "SubmittedX509[" + pem.length() + " characters]";
    }
}
