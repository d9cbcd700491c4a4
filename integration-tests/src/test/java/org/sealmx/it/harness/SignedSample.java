package org.sealmx.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A message that its sender has signed (RFC 3156 section 5). */
public final class SignedSample {

    private static final String PART = String.join(
            "\r\n",
            "Content-Type: text/plain; charset=us-ascii",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            "Signed text, with a space at the end=20",
            "and a line that starts with a dot:",
            ".");

    private SignedSample() {}

    /** A multipart/signed message. */
    public static Sample by(Gpg gpg, TestKey signer) throws IOException, InterruptedException {
        return by(gpg, signer, PART);
    }

    /** A multipart/signed message with lines of these lengths in octets, without line ends. */
    public static Sample withLinesOf(Gpg gpg, TestKey signer, int... lengths) throws IOException, InterruptedException {
        StringBuilder part = new StringBuilder("Content-Type: text/plain; charset=us-ascii\r\n");
        for (int length : lengths) {
            part.append("\r\n").append("0123456789".repeat(length / 10 + 1), 0, length);
        }
        return by(gpg, signer, part.toString());
    }

    private static Sample by(Gpg gpg, TestKey signer, String part) throws IOException, InterruptedException {
        byte[] signature = gpg.sign(signer, Octets.of(part));
        String armor = new String(signature, StandardCharsets.US_ASCII).replaceAll("\r?\n", "\r\n");
        return Sample.lines(
                "multipart/signed",
                "From: " + signer.address(),
                "To: alice@example.org",
                "Subject: Signed",
                "Message-ID: <signed@example.com>",
                "MIME-Version: 1.0",
                "Content-Type: multipart/signed; micalg=pgp-sha256;",
                " protocol=\"application/pgp-signature\"; boundary=signed",
                "",
                "--signed",
                part,
                "--signed",
                "Content-Type: application/pgp-signature",
                "",
                armor.trim(),
                "--signed--");
    }

    /** Whether the signature inside an entity is still good. */
    public static boolean verifies(Gpg gpg, MimeEntity signed) throws IOException, InterruptedException {
        List<byte[]> parts = signed.parts();
        return gpg.verifies(MimeEntity.parse(parts.get(1)).body(), parts.get(0));
    }
}
