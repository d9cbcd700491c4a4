package org.sealmx.sealing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.openpgp.certificate.TestKeys;

/**
 * Encrypted mail as mail programs, gateways and mailing lists write or change it, and as an attacker could write it to
 * make text disappear.
 *
 * @param name the program or gateway that writes it
 * @param kept whether its packets must be kept; otherwise it must be sealed
 * @param message the message, with line ends CRLF
 * @param data the part with the packets, which nobody reads
 * @param readable texts in encoded parts that can be read besides
 */
record WildMail(String name, boolean kept, String message, String data, List<String> readable) {

    private static final byte[] PACKETS = EncryptedMail.packets(CipherSuite.SEIPD_V1_AES256, Sealing.KEY);
    private static final String ARMOR = EncryptedMail.armor(PACKETS);
    private static final String HEADER = """
        From: Sender <sender@example.net>
        To: Alice <alice@example.org>
        Subject: Contract for Tuesday
        Message-ID: <1@example.net>
        """;
    private static final String VERSION = """
        Content-Type: application/pgp-encrypted
        Content-Description: PGP/MIME version identification

        Version: 1
        """;
    private static final String DATA = """
        Content-Type: application/octet-stream; name="encrypted.asc"
        Content-Description: OpenPGP encrypted message
        Content-Disposition: inline; filename="encrypted.asc"
        """;
    private static final String MIME_VERSION = "MIME-Version: 1.0\n";
    private static final String REMARK = "This is an OpenPGP/MIME encrypted message (RFC 4880 and 3156)\n";

    private static WildMail of(String name, boolean kept, String message, String data, String... readable) {
        String lines = message.replace("\r\n", "\n").replace("\n", "\r\n");
        return new WildMail(name, kept, lines, data.replace("\r\n", "\n").replace("\n", "\r\n"), List.of(readable));
    }

    private static WildMail kept(String name, String message, String... readable) {
        return of(name, true, message, ARMOR.substring(ARMOR.indexOf("\r\n\r\n") + 4), readable);
    }

    private static WildMail sealed(String name, String message) {
        return of(name, false, message, "");
    }

    /** PGP/MIME with the boundary {@code b}. */
    private static String mail(String fields, String preamble, String version, String data, String armor) {
        return HEADER + fields + "\n" + preamble + (version.isEmpty() ? "" : "--b\n" + version + "\n") + "--b\n" + data
                + "\n" + armor + "\n--b--\n";
    }

    private static String type(String parameters) {
        return "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=\"b\"" + parameters
                + "\n";
    }

    private static String plain() {
        return mail(MIME_VERSION + type(""), "", VERSION, DATA, ARMOR);
    }

    private static String withType(String parameters) {
        return mail(MIME_VERSION + type(parameters), "", VERSION, DATA, ARMOR);
    }

    private static String withField(String field) {
        return field + "\n" + plain();
    }

    private static String withData(String data) {
        return mail(MIME_VERSION + type(""), "", VERSION, data, ARMOR);
    }

    private static String withVersion(String version) {
        return mail(MIME_VERSION + type(""), "", version, DATA, ARMOR);
    }

    private static String withPreamble(String preamble) {
        return mail(MIME_VERSION + type(""), preamble, VERSION, DATA, ARMOR);
    }

    private static String withArmor(String... headers) {
        return mail(MIME_VERSION + type(""), "", VERSION, DATA, armor(headers));
    }

    private static String armor(String... headers) {
        return ARMOR.replaceFirst("\r\n\r\n", "\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(US_ASCII)) + "\n";
    }

    private static WildMail encoded(String name, String encoding, String data, String... readable) {
        return of(
                name,
                true,
                mail(
                        MIME_VERSION + type(""),
                        "",
                        VERSION,
                        DATA + "Content-Transfer-Encoding: " + encoding + "\n",
                        data),
                data,
                readable);
    }

    private static String byExchange(String textPart, UnaryOperator<String> change) {
        return change.apply(HEADER + MIME_VERSION + "Content-Type: multipart/mixed; boundary=\"b\"\n\n" + textPart
                + "--b\nContent-Type: application/pgp-encrypted; name=\"PGPMIME version identification\"\n"
                + "Content-Description: PGP/MIME version identification\n"
                + "Content-Disposition: attachment; filename=\"PGPMIME version identification\"; size=12;\n"
                + "\tcreation-date=\"Mon, 02 Jun 2025 12:00:00 GMT\"\nContent-Transfer-Encoding: base64\n\n"
                + base64("Version: 1\n") + "\n--b\n" + DATA + "Content-ID: <0123@example.net>\n"
                + "Content-Transfer-Encoding: base64\n\n" + base64(ARMOR) + "\n--b--\n");
    }

    private static final String NO_TEXT = String.join(
            "",
            "--b\nContent-Type: text/plain; charset=\"us-ascii\"\n",
            "Content-Transfer-Encoding: quoted-printable\n\n\n");

    private static String quotedPrintable(String armor) {
        return armor.replace("=", "=3D").replaceAll("(?m)^([A-Za-z0-9+/]{40})", "$1=\r\n");
    }

    /** Mail that must be kept. */
    static Stream<WildMail> toBeKept() {
        return Stream.of(
                kept(
                        "Thunderbird",
                        mail(
                                "User-Agent: Mozilla Thunderbird\n" + type("").replace("; b", ";\n b") + MIME_VERSION,
                                REMARK,
                                VERSION,
                                DATA,
                                ARMOR)),
                kept(
                        "Enigmail",
                        withArmor(
                                "Version: GnuPG v2.0.22 (MingW32)",
                                "Comment: Using GnuPG with Thunderbird - https://www.enigmail.net/")),
                kept("Enigmail with a charset", withArmor("Charset: utf-8", "Version: GnuPG v1", "Comment: x")),
                kept(
                        "Apple Mail with GPGMail",
                        mail(
                                type("") + "Mime-Version: 1.0 (Mac OS X Mail 16.0 \\(3776.700.51\\))\n"
                                        + "X-Pgp-Agent: GPGMail\nContent-Transfer-Encoding: 7bit\n",
                                "This is an OpenPGP/MIME encrypted message (RFC 2440 and 3156)\n",
                                String.join(
                                        "",
                                        "Content-Transfer-Encoding: 7bit\nContent-Type: application/pgp-encrypted\n",
                                        "Content-Description: PGP/MIME Versions Identification\n\nVersion: 1\n"),
                                String.join(
                                        "",
                                        "Content-Transfer-Encoding: 7bit\n",
                                        "Content-Disposition: inline;\n",
                                        "\tfilename=encrypted.asc\n",
                                        "Content-Type: application/octet-stream;\n",
                                        "\tname=encrypted.asc\n"),
                                armor("Comment: GPGTools - https://gpgtools.org"))),
                kept("iOS", mail("Mime-Version: 1.0 (1.0)\n" + type(""), "", VERSION, DATA, ARMOR)),
                kept("iOS with a name in the comment", withField("X-Mailer: iPhone Mail (21F90)")),
                kept(
                        "ProtonMail",
                        mail(
                                MIME_VERSION + type(""),
                                REMARK,
                                VERSION,
                                String.join(
                                        "",
                                        "Content-Type: application/octet-stream; name=\"OpenPGP encrypted"
                                                + " message.asc\"\n",
                                        "Content-Disposition: inline; filename=msg.asc\n"),
                                armor("Version: ProtonMail", "Comment: https://protonmail.com"))),
                kept("Mailvelope", withArmor("Version: Mailvelope v4.4.0", "Comment: https://www.mailvelope.com")),
                kept(
                        "K-9 Mail",
                        mail(
                                MIME_VERSION
                                        + "Content-Type: multipart/encrypted; boundary=b;\n"
                                        + " protocol=\"application/pgp-encrypted\"\nContent-Transfer-Encoding: 7bit\n",
                                "",
                                String.join(
                                        "",
                                        "Content-Type: application/pgp-encrypted\n",
                                        "Content-Transfer-Encoding: 7bit\n\n",
                                        "Version: 1\n"),
                                String.join(
                                        "",
                                        "Content-Type: application/octet-stream;\n name=\"encrypted.asc\"\n",
                                        "Content-Transfer-Encoding: 7bit\nContent-Disposition: inline;\n",
                                        " filename=\"encrypted.asc\";\n size=1234\n"),
                                ARMOR)),
                kept(
                        "GpgOL",
                        withData(String.join(
                                "",
                                "Content-Type: application/octet-stream;\n\tname=\"openpgp-encrypted-message.asc\"\n",
                                "Content-Disposition: inline;\n\tfilename=\"openpgp-encrypted-message.asc\"\n"))),
                kept(
                        "mutt",
                        withField("Content-Disposition: inline")
                                .replace(VERSION, """
                                    Content-Type: application/pgp-encrypted
                                    Content-Disposition: attachment

                                    Version: 1
                                    """)
                                .replace(DATA, """
                                    Content-Type: application/octet-stream
                                    Content-Disposition: inline; filename="msg.asc"
                                    """)),
                kept(
                        "Evolution",
                        withData(DATA.replace("OpenPGP encrypted message", "This is an encrypted message part"))),
                kept("KMail", withField("X-KMail-EncryptionState: F").replace("encrypted.asc", "msg.asc")),
                kept("OpenKeychain", withArmor("Version: OpenKeychain v5.7")),
                kept(
                        "PGP Desktop",
                        mail(
                                MIME_VERSION + type("; charset=\"utf-8\"") + "X-PGP-Universal: processed\n",
                                "",
                                VERSION,
                                DATA,
                                armor("Version: PGP Desktop 10.2.0 (Build 1950)", "Charset: utf-8"))),
                kept("Delta Chat", withField("Chat-Version: 1.0").replace("Contract for Tuesday", "[...]")),
                kept("Schleuder", withField("List-Id: <list.example.net>\nX-Loop: list@example.net")),
                kept("Claws Mail", withPreamble("This is an OpenPGP/MIME encrypted message (RFC 2440 and 3156)\n")),
                kept("Sylpheed", withPreamble("This is a multi-part message in MIME format.\n\n")),
                kept("Gmail", withData(DATA + "X-Attachment-Id: f_kx1y2z3\nContent-ID: <f_kx1y2z3>\n")),
                of("Exchange", true, byExchange(NO_TEXT, m -> m), base64(ARMOR)),
                of("Exchange without text", true, byExchange("", m -> m), base64(ARMOR)),
                encoded("Outlook Privacy Plugin", "base64", base64(ARMOR)),
                encoded(
                        "base64 with a comment",
                        "base64",
                        base64(armor("Comment: see you at nine")),
                        "Comment: see you at nine"),
                encoded("quoted-printable", "quoted-printable", quotedPrintable(ARMOR)),
                encoded(
                        "quoted-printable with a comment",
                        "quoted-printable",
                        quotedPrintable(armor("Comment: nine")),
                        "Comment: nine"),
                encoded(
                        "packets without armor",
                        "base64",
                        Base64.getMimeEncoder().encodeToString(PACKETS)),
                kept("an empty comment", withArmor("Comment: ", "Version:")),
                kept("a comment that is a text", withArmor("Comment: Dear Alice, see you at nine on the bridge")),
                kept("other armor headers", withArmor("MessageID: 0123abcd", "Hash: SHA256", "X-Key: 0x0123")),
                kept("no version part", withVersion("")),
                kept("an empty version part", withVersion(VERSION.replace("Version: 1\n", ""))),
                kept("a scanner's parameters", withType("; x-avg=cert; x-avg-checked=avg-ok-4E3B1D2A")),
                kept("protected headers outside", withType("; protected-headers=\"v1\"; hp=\"cipher\"")),
                kept(
                        "parameters of a text",
                        withType("; format=flowed; delsp=yes; charset=us-ascii; micalg=pgp-sha256")),
                kept("a text for a description", withData(DATA.replace("OpenPGP encrypted message", "my offer"))),
                kept("a text for a file name", withData(DATA.replace("encrypted.asc", "The contract for Alice.asc"))),
                kept("a comment in a part's type", withData(DATA.replace("octet-stream;", "octet-stream (for you);"))),
                kept(
                        "a text for a description of the version",
                        withVersion(VERSION.replace("PGP/MIME version identification", "see you at nine"))),
                kept("sealed by another SealMX", withField("X-SealMX: sealed; delivery=0123456789abcdef")),
                kept(
                        "what others write about the body",
                        withField("Content-Length: 4711\nContent-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==")),
                kept("the same Return-Path", withField("Return-Path: <sender@example.net>")));
    }

    /** Mail that must be sealed. */
    static Stream<WildMail> toBeSealed() {
        return Stream.of(
                sealed("a list's footer after it", plain() + "-- \nlist mailing list\n"),
                sealed(
                        "Mailman's footer beside it",
                        HEADER + MIME_VERSION + "Content-Type: multipart/mixed; boundary=\"outer\"\n\n--outer\n"
                                + type("") + plain().substring(plain().indexOf("\n\n") + 1)
                                + "\n--outer\nContent-Type: text/plain\n\nlist mailing list\n--outer--\n"),
                sealed("a disclaimer as a part", plain().replace("--b--", "--b\n\nThis mail is confidential\n--b--")),
                sealed("a gateway's remark", withPreamble("Scanned by example.net\n")),
                sealed("OpenPGP inline", HEADER + "\n" + ARMOR),
                sealed("OpenPGP inline with text", HEADER + "\nHello Alice,\n\n" + ARMOR + "\n-- \nSender\n"),
                sealed(
                        "OpenPGP inline in HTML",
                        HEADER + MIME_VERSION + "Content-Type: text/html\n\n<pre>" + ARMOR + "</pre>\n"),
                sealed(
                        "a file beside a text",
                        HEADER + MIME_VERSION + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello Alice\n--b\n"
                                + DATA + "\n" + ARMOR + "\n--b--\n"),
                sealed(
                        "S/MIME",
                        HEADER + MIME_VERSION
                                + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data;"
                                + " name=\"smime.p7m\"\n"
                                + "Content-Transfer-Encoding: base64\n\n" + base64(ARMOR)),
                sealed(
                        "S/MIME as octets",
                        HEADER + MIME_VERSION + "Content-Type: application/octet-stream; name=\"smime.p7m\"\n"
                                + "Content-Transfer-Encoding: base64\n\n" + base64(ARMOR)),
                sealed(
                        "Outlook's winmail.dat",
                        HEADER + MIME_VERSION + "Content-Type: application/ms-tnef; name=\"winmail.dat\"\n\n" + ARMOR),
                sealed("a text of Exchange", byExchange(NO_TEXT.strip() + "\n\nconfidential\n", m -> m)),
                sealed(
                        "a description of Exchange's empty text",
                        byExchange(NO_TEXT.replace("--b\n", "--b\nContent-Description: see you at nine\n"), m -> m)),
                sealed(
                        "a parameter of Exchange's empty text",
                        byExchange(NO_TEXT.replace("us-ascii\"", "us-ascii\"; name=\"see you at nine\""), m -> m)),
                sealed("a text in a parameter", withType("; x-note=\"see you at nine\"")),
                sealed("a text in a parameter of RFC 2231", withType("; name*=utf-8''see%20you%20at%20nine")),
                sealed("a text in a known parameter", withType("; charset=\"see you at nine\"")),
                sealed("a word in a known parameter", withType("; micalg=nine; format=bridge")),
                sealed("a comment in the type", withType(" (see you at nine)")),
                sealed(
                        "a parameter in what Exchange writes",
                        byExchange(NO_TEXT, m -> m.replace("=\"b\"", "=\"b\"; type=nine"))),
                sealed(
                        "a text in MIME-Version",
                        withField("X-First: 1").replace(MIME_VERSION, "MIME-Version: 1.0 nine\n")),
                sealed("a second MIME-Version", withField("MIME-Version: 1.0 (see you at nine)")),
                sealed("a text in Content-Length", withField("Content-Length: see you at nine")),
                sealed("a text in Content-MD5", withField("Content-MD5: see you at nine")),
                sealed("a text in Return-Path", withField("Return-Path: see you at nine <a@example.net>")),
                sealed("another Return-Path", withField("Return-Path: <nine@bridge.example>")),
                sealed("a field like ours", withField("X-SealMX: see you at nine")),
                sealed("a name like ours", withField("X-SealMX-Note: see you at nine")),
                sealed("a field of header protection", withField("HP-Outer: Subject: see you at nine")),
                sealed("a comment in another script", withArmor("Comment: Gr\u00fc\u00dfe")),
                sealed("a long comment", withArmor("Comment: " + "see you at nine ".repeat(13))),
                sealed("a description in another script", withData(DATA.replace("OpenPGP", "Gr\u00fc\u00dfe"))),
                sealed(
                        "for somebody else",
                        withData(DATA)
                                .replace(
                                        ARMOR,
                                        EncryptedMail.armor(EncryptedMail.packets(
                                                CipherSuite.SEIPD_V1_AES256,
                                                TestKeys.curve25519("Bob <bob@example.org>"))))));
    }

    @Override
    public String toString() {
        return name;
    }
}
