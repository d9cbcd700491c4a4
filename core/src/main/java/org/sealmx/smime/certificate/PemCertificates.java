package org.sealmx.smime.certificate;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.sealmx.certificate.CertificateEvaluation.SecretKey;
import org.sealmx.certificate.MalformedCertificateException;

/**
 * Decodes the binary certificates in a text: one or more PEM blocks (RFC 7468 section 5), or the plain base64 of one
 * certificate. Text around the blocks is skipped, as that section requires: tools write the subject there.
 */
final class PemCertificates {

    private static final String BEGIN = "-----BEGIN ";
    private static final String BEGIN_CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final String END_CERTIFICATE = "-----END CERTIFICATE-----";

    private PemCertificates() {}

    /**
     * The content of each block.
     *
     * @return at least one
     * @throws MalformedCertificateException when the text is empty, a block is not a certificate, or the content is not
     *     base64
     */
    static List<byte[]> decode(String text) throws MalformedCertificateException {
        if (text.isBlank()) {
            throw new MalformedCertificateException("the text is empty");
        }
        List<String> lines = text.lines().map(String::strip).toList();
        if (lines.stream().noneMatch(line -> line.startsWith(BEGIN))) {
            return List.of(base64(lines));
        }
        List<byte[]> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(BEGIN)) {
                if (SecretKey.isHead(lines.get(i))) {
                    throw MalformedCertificateException.secretKey(SecretKey.Kind.SMIME);
                }
                if (!lines.get(i).equals(BEGIN_CERTIFICATE)) {
                    throw new MalformedCertificateException("a PEM block is not a certificate (\"BEGIN CERTIFICATE\")");
                }
                int end = endOf(lines, i);
                blocks.add(base64(lines.subList(i + 1, end)));
                i = end;
            }
        }
        return blocks;
    }

    private static int endOf(List<String> lines, int begin) throws MalformedCertificateException {
        for (int i = begin + 1; i < lines.size() && !lines.get(i).startsWith(BEGIN); i++) {
            if (lines.get(i).equals(END_CERTIFICATE)) {
                return i;
            }
        }
        throw new MalformedCertificateException("a PEM block has no end");
    }

    private static byte[] base64(List<String> lines) throws MalformedCertificateException {
        try {
            return Base64.getDecoder().decode(lines.stream().collect(Collectors.joining()));
        } catch (IllegalArgumentException e) {
            // the cause quotes a character of the text
            throw new MalformedCertificateException("the text is neither a PEM certificate nor base64");
        }
    }
}
