package org.sealmx.mime;

/** The frame of an OpenPGP message: the content fields and the two parts (RFC 3156 section 4). */
final class PgpMime {

    private PgpMime() {}

    /** What stands before the armor: the content fields and the first part. */
    static String head(String boundary) {
        return """
                Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";
                 boundary="%1$s"

                --%1$s
                Content-Type: application/pgp-encrypted
                Content-Description: PGP/MIME version identification

                Version: 1

                --%1$s
                Content-Type: application/octet-stream; name="encrypted.asc"
                Content-Description: OpenPGP encrypted message
                Content-Disposition: inline; filename="encrypted.asc"

                """.formatted(boundary).replace("\n", "\r\n");
    }

    /** What stands behind the armor. */
    static String tail(String boundary) {
        return "\r\n--" + boundary + "--\r\n";
    }
}
