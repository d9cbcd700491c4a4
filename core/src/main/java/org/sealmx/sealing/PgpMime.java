package org.sealmx.sealing;

/** The PGP/MIME frame of an OpenPGP message: the content fields and the two parts (RFC 3156 section 4). */
final class PgpMime {

    private PgpMime() {}

    /** The header of the version part in messages that SealMX encrypts. */
    static final String VERSION_PART = """
        Content-Type: application/pgp-encrypted
        Content-Description: PGP/MIME version identification
        """.replace("\n", "\r\n");

    /** The header of the data part in messages that SealMX encrypts. */
    static final String DATA_PART = """
        Content-Type: application/octet-stream; name="encrypted.asc"
        Content-Description: OpenPGP encrypted message
        Content-Disposition: inline; filename="encrypted.asc"
        """.replace("\n", "\r\n");

    /**
     * The text before the armor: the content fields, the first part, and the header of the second part.
     *
     * @param versionPart the header of the first part, with line ends
     * @param dataPart the header of the second part, with line ends
     */
    static String head(String boundary, String versionPart, String dataPart) {
        String delimiter = "--" + boundary + "\r\n";
        return "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";\r\n boundary=\"" + boundary
                + "\"\r\n\r\n"
                + delimiter + versionPart + "\r\nVersion: 1\r\n\r\n"
                + delimiter + dataPart + "\r\n";
    }

    /** The text after the armor. */
    static String tail(String boundary) {
        return "\r\n--" + boundary + "--\r\n";
    }
}
