package org.sealmx.openpgp.certificate;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sealmx.certificate.CertificateEvaluation.SecretKey;
import org.sealmx.certificate.MalformedCertificateException;

/**
 * The binary certificates in a text, as far as it can be decoded: one or more armored blocks (RFC 9580 section 6), or
 * plain base64 without armor. Text around the blocks, armor headers and the optional checksum are skipped, as section
 * 6.1 requires: the signatures show whether the content is intact.
 *
 * @param blocks the content of each block that can be decoded
 * @param fault the problem with the first block that cannot be decoded
 */
record CertificateText(List<byte[]> blocks, Optional<MalformedCertificateException> fault) {

    private static final String BEGIN = "-----BEGIN PGP ";
    private static final String BEGIN_CERTIFICATE = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String END = "-----END PGP ";
    /** The end of a block, and the beginning of the next on the same line: files without a last line end, joined. */
    private static final String JOINED = "-----" + BEGIN;

    /**
     * Decodes a text. A block that cannot be decoded does not hide the others, which may contain a revocation.
     *
     * @return the content of each block that can be decoded, and the first fault: there is no block, a block is not a
     *     certificate, or it is not base64
     */
    static CertificateText decode(String text) {
        List<byte[]> blocks = new ArrayList<>();
        List<MalformedCertificateException> faults = new ArrayList<>();
        List<String> lines = text.replace(JOINED, "-----\n" + BEGIN)
                .lines()
                .map(String::strip)
                .toList();
        boolean armored = lines.stream().anyMatch(CertificateText::isHead);
        for (int i = 0; i < (armored ? lines.size() : 1); i++) {
            try {
                if (!armored) {
                    blocks.add(base64(lines));
                } else if (isHead(lines.get(i))) {
                    requireCertificate(lines.get(i));
                    int end = endOf(lines, i);
                    blocks.add(base64(withoutHeadersAndChecksum(lines.subList(i + 1, end))));
                    i = end;
                }
            } catch (MalformedCertificateException e) {
                faults.add(e);
            }
        }
        return new CertificateText(blocks, faults.stream().findFirst());
    }

    private static boolean isHead(String line) {
        return line.startsWith(BEGIN) || SecretKey.isHead(line);
    }

    private static void requireCertificate(String head) throws MalformedCertificateException {
        if (SecretKey.isHead(head)) {
            throw MalformedCertificateException.secretKey(SecretKey.Kind.OPENPGP);
        }
        if (!head.equals(BEGIN_CERTIFICATE)) {
            throw new MalformedCertificateException("the armor is not that of a public key block");
        }
    }

    private static int endOf(List<String> lines, int begin) throws MalformedCertificateException {
        for (int i = begin + 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(END)) {
                return i;
            }
            if (isHead(lines.get(i))) {
                break;
            }
        }
        throw new MalformedCertificateException("the armor has no end");
    }

    /**
     * Headers contain a colon, which base64 does not; the checksum is a separate line that begins with the padding
     * character.
     */
    private static List<String> withoutHeadersAndChecksum(List<String> lines) {
        return lines.stream()
                .dropWhile(line -> line.contains(":"))
                .filter(line -> !(line.length() == 5 && line.startsWith("=")))
                .toList();
    }

    private static byte[] base64(List<String> lines) throws MalformedCertificateException {
        if (lines.stream().allMatch(String::isEmpty)) {
            throw new MalformedCertificateException("the text is empty");
        }
        try {
            return Base64.getDecoder().decode(lines.stream().collect(Collectors.joining()));
        } catch (IllegalArgumentException e) {
            // the cause quotes a character of the text
            throw new MalformedCertificateException("the text is neither an armored certificate nor base64");
        }
    }
}
