package org.sealmx.it.clients;

/** A multipart/signed message (RFC 3156 section 5). */
enum SignedForm {
    /** As RFC 3156 shows it. */
    PLAIN(Signature.GOOD, ""),
    /** With the line that Thunderbird and Enigmail write before the first part. */
    PREAMBLE(Signature.GOOD, "This is an OpenPGP/MIME signed message (RFC 4880 and 3156)\r\n"),
    /** With text that was changed after it was signed. */
    CHANGED(Signature.BAD, "") {
        @Override
        String entity(String part, String signature) {
            return super.entity(part + " Or so it seems.", signature);
        }
    };

    private static final String HEAD = """
            Content-Type: multipart/signed; micalg=pgp-sha256;
             protocol="application/pgp-signature"; boundary="=_signed"

            """;

    private final Signature signature;
    private final String preamble;

    SignedForm(Signature signature, String preamble) {
        this.signature = signature;
        this.preamble = preamble;
    }

    /** What a program should say about the signature. */
    Signature signature() {
        return signature;
    }

    /** The Content-Type field, an empty line, and the body; the part keeps its line ends. */
    String entity(String part, String armor) {
        return HEAD + preamble + "--=_signed\r\n" + part + "\r\n--=_signed\r\n"
                + "Content-Type: application/pgp-signature; name=\"signature.asc\"\r\n\r\n" + armor
                + "\r\n--=_signed--\r\n";
    }
}
