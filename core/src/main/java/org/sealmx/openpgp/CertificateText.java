package org.sealmx.openpgp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The binary certificates in a text: one or more armored blocks (RFC 9580 section 6), or plain base64 without armor. What stands around
 * the blocks, armor headers and the optional checksum are skipped, as section 6.1 asks: the signatures tell whether the content is whole.
 */
final class CertificateText {

    private static final String BEGIN = "-----BEGIN PGP ";
    private static final String BEGIN_CERTIFICATE = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String END = "-----END PGP ";

    private CertificateText() {}

    /**
     * The content of each block.
     *
     * @return at least one
     * @throws MalformedCertificateException when there is none, or something else than a certificate, or what is no base64
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
                if (!lines.get(i).equals(BEGIN_CERTIFICATE)) {
                    throw new MalformedCertificateException(
                            "the armor says that this is something else than a public key");
                }
                int end = endOf(lines, i);
                blocks.add(base64(withoutHeadersAndChecksum(lines.subList(i + 1, end))));
                i = end;
            }
        }
        return blocks;
    }

    private static int endOf(List<String> lines, int begin) throws MalformedCertificateException {
        for (int i = begin + 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(END)) {
                return i;
            }
            if (lines.get(i).startsWith(BEGIN)) {
                break;
            }
        }
        throw new MalformedCertificateException("the armor has no end");
    }

    /** Headers have a colon, which base64 has not; the checksum is a line of its own that begins with the padding character. */
    private static List<String> withoutHeadersAndChecksum(List<String> lines) {
        return lines.stream()
                .dropWhile(line -> line.contains(":"))
                .filter(line -> !(line.length() == 5 && line.startsWith("=")))
                .toList();
    }

    private static byte[] base64(List<String> lines) throws MalformedCertificateException {
        try {
            return Base64.getDecoder().decode(lines.stream().collect(Collectors.joining()));
        } catch (IllegalArgumentException e) {
            // the cause quotes a character of the text
            throw new MalformedCertificateException("the text is neither an armored certificate nor base64");
        }
    }
}
