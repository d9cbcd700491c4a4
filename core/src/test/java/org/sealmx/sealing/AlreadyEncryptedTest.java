package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.CipherSuite;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.openpgp.encryption.EncryptionSubkeys;

/** Which messages are kept because they are already encrypted, and what is stored of them. */
class AlreadyEncryptedTest {

    private static final TestKey ALICE = Sealing.KEY;
    private static final TestKey BOB = TestKeys.curve25519("Bob <bob@example.org>");
    private static final TestKey SIXTUS = TestKeys.version6();
    private static final byte[] PACKETS = packets(ALICE);

    private static byte[] packets(TestKey... keys) {
        return EncryptedMail.packets(CipherSuite.SEIPD_V1_AES256, keys);
    }

    private static SealedMessage seal(String message, Usable recipients, SealingOptions options) throws Exception {
        return new MessageSealer(new SecureRandom(), options)
                .seal(Sealing.message(message), recipients, Sealing.trace(), new SealingShare());
    }

    private static SealedMessage seal(String message, TestKey key) throws Exception {
        return seal(message, key.usable(), SealingOptions.DEFAULT);
    }

    private static boolean isKept(String message) throws Exception {
        SealedMessage sealed = seal(message, ALICE);
        boolean kept = SealedParts.text(sealed).contains("\r\nX-SealMX: kept; delivery=0123456789abcdef\r\n");
        if (!kept) {
            RandomMessages.assertKept(message, SealedParts.of(sealed, ALICE).entity());
        }
        return kept;
    }

    private static byte[] storedPackets(SealedMessage sealed) {
        String text = SealedParts.text(sealed);
        String armor =
                text.substring(text.indexOf("MESSAGE-----\r\n\r\n") + 16, text.indexOf("\r\n-----END PGP MESSAGE"));
        int checksum = armor.lastIndexOf("\r\n=");
        return Base64.getMimeDecoder().decode(checksum < 0 ? armor : armor.substring(0, checksum));
    }

    @ParameterizedTest
    @EnumSource
    void sealShouldKeepThePacketsOctetForOctet(CipherSuite suite) throws Exception {
        for (TestKey key : List.of(ALICE, SIXTUS)) {
            byte[] packets = EncryptedMail.packets(suite, BOB, key);

            SealedMessage sealed = seal(EncryptedMail.message(EncryptedMail.armor(packets)), key);

            assertThat(storedPackets(sealed)).isEqualTo(packets);
            assertThat(SealedParts.of(sealed, key).entity()).isEqualTo(EncryptedMail.ENTITY);
            assertThat(sealed.certificateFingerprints()).containsExactly(key.fingerprint());
            assertThat(sealed.size()).isEqualTo(sealed.open().readAllBytes().length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Tool:", "X-Tool: ", "Comment:", "Version: \t", "a:"})
    void sealShouldKeepNoArmorHeaderWithoutAValue(String header) throws Exception {
        String message = EncryptedMail.message(EncryptedMail.armor(PACKETS));

        String sealed = SealedParts.text(seal(armorLine(message, header + "\r\nX-Key: 1\r\n"), ALICE));

        assertThat(sealed).contains("-----BEGIN PGP MESSAGE-----\r\nX-Key: 1\r\n\r\n");
    }

    private static boolean isKept(byte[] packets, EncryptionSubkeys subkeys, TestKey... keys) throws Exception {
        Usable usable = (Usable) new CertificateReader()
                .read(Stream.of(keys).map(TestKey::armoredCertificate).toList())
                .evaluate(TestKeys.NOW);
        SealedMessage sealed =
                seal(EncryptedMail.message(EncryptedMail.armor(packets)), usable, TestOptions.with(subkeys));
        return SealedParts.text(sealed).contains("\r\nX-SealMX: kept;");
    }

    @Test
    void sealShouldNotKeepWhatIsWeakerThanItsOwnEncryption() throws Exception {
        TestKey mixed = TestKeys.postQuantum4();
        TestKey strong = TestKeys.postQuantum6();
        byte[] classical = packets(mixed);
        byte[] classicalForAnother = EncryptedMail.packets(CipherSuite.SEIPD_V2_AES256_OCB, BOB, strong);
        byte[] postQuantum = EncryptedMail.packets(CipherSuite.SEIPD_V2_AES256_OCB, TestKeys.postQuantum1024(), strong);

        assertThat(isKept(classical, EncryptionSubkeys.STRONGEST, mixed)).isFalse();
        assertThat(isKept(classical, EncryptionSubkeys.ALL, mixed)).isTrue();
        assertThat(isKept(classical, EncryptionSubkeys.NEWEST, mixed)).isFalse();
        assertThat(isKept(packets(ALICE), EncryptionSubkeys.NEWEST, ALICE)).isTrue();
        assertThat(isKept(classicalForAnother, EncryptionSubkeys.STRONGEST, strong))
                .isFalse();
        assertThat(isKept(postQuantum, EncryptionSubkeys.STRONGEST, strong)).isTrue();
    }

    @Test
    void sealShouldKeepClassicalCiphertextWhenItsOwnEncryptionWouldBeNoStronger() throws Exception {
        TestKey mixed = TestKeys.postQuantum4();

        assertThat(isKept(packets(mixed), EncryptionSubkeys.STRONGEST, mixed, ALICE))
                .isTrue();
    }

    @Test
    void sealShouldKeepALargeMessageInPartialLengths() throws Exception {
        byte[] packets = EncryptedMail.packets(new byte[1 << 20], CipherSuite.SEIPD_V2_AES256_OCB, SIXTUS);

        SealedMessage sealed = seal(EncryptedMail.message(EncryptedMail.armor(packets)), SIXTUS);

        assertThat(storedPackets(sealed)).isEqualTo(packets);
    }

    @Test
    void sealShouldReplaceTheFrameOfAMessageThatItKeeps() throws Exception {
        String message = EncryptedMail.message(EncryptedMail.armor(PACKETS))
                .replace(
                        "From:",
                        "X-SealMX: sealed; delivery=aaaa4711\r\nReturn-Path: <sender@example.net>\r\n"
                                + "Content-Length: 4711\r\nFrom:")
                .replace("b 1", "hidden");

        SealedParts parts = SealedParts.of(seal(message, ALICE), ALICE);

        assertThat(parts.whole()).doesNotContain("hidden", "4711");
        assertThat(parts.outerFields())
                .filteredOn(field -> field.startsWith("X-SealMX"))
                .containsExactly("X-SealMX: kept; delivery=0123456789abcdef");
        assertThat(parts.outerNames())
                .containsExactly(
                        "Return-Path",
                        "Delivered-To",
                        "Received",
                        "X-SealMX",
                        "From",
                        "Subject",
                        "X-Mailer",
                        "MIME-Version",
                        "Content-Type");
    }

    @Test
    void sealShouldLeaveOutsideWhatTheSenderLeftReadable() throws Exception {
        String header = String.join(
                "\r\n",
                "Received: from a by b",
                "Subject: Contract for\r\n\tTuesday",
                "X-Spam-Status: No",
                "Disposition-Notification-To: sender@example.net",
                "DKIM-Signature: v=1; b=AAAA",
                "Delivered-To: list@example.net",
                "Sender: other@example.net",
                "Content-Language: de",
                "Bcc: bob@example.net",
                "Thread-Topic: contract",
                "Subject: again",
                "");

        SealedMessage sealed = seal(header + EncryptedMail.message(EncryptedMail.armor(PACKETS)), ALICE);

        assertThat(SealedParts.text(sealed))
                .contains("\r\n" + header + "From: sender@example.net\r\nSubject: canary subject\r\n");
        assertThat(storedPackets(sealed)).isEqualTo(PACKETS);
    }

    @Test
    void sealShouldKeepTheSubjectOfTheCaseInWhichItWasLost() throws Exception {
        String message =
                EncryptedMail.message(EncryptedMail.armor(PACKETS)).replace("canary subject", "Contract for Tuesday");

        SealedParts parts = SealedParts.of(
                seal(message, ALICE.usable(), TestOptions.with(OuterFields.parse("From Date Message-ID"))), ALICE);

        assertThat(parts.outerFields()).contains("Subject: Contract for Tuesday", "X-Mailer: canary mailer");
    }

    @Test
    void sealShouldSealWhenAFieldCannotStayOutside() throws Exception {
        String message = EncryptedMail.message(EncryptedMail.armor(PACKETS));

        assertThat(isKept("X-" + "x".repeat(990) + ": a\r\n" + message)).isTrue();
        assertThat(isKept("X-" + "x".repeat(1000) + ": a\r\n" + message)).isFalse();
    }

    @Test
    void sealShouldSealCiphertextWhenConfigured() throws Exception {
        String message = EncryptedMail.message(EncryptedMail.armor(PACKETS));

        SealedMessage sealed = seal(message, ALICE.usable(), TestOptions.with(AlreadyEncrypted.SEAL));

        assertThat(SealedParts.of(sealed, ALICE).entity()).contains("canary subject", "canary mailer", "--b 1--");
    }

    @Test
    void sealShouldKeepWhatOneOfSeveralCertificatesOpens() throws Exception {
        Usable both = (Usable) new CertificateReader()
                .read(List.of(ALICE.armoredCertificate(), BOB.armoredCertificate()))
                .evaluate(TestKeys.NOW);

        SealedMessage sealed = seal(EncryptedMail.message(EncryptedMail.armor(PACKETS)), both, SealingOptions.DEFAULT);

        assertThat(storedPackets(sealed)).isEqualTo(PACKETS);
        assertThat(sealed.certificateFingerprints()).containsExactly(ALICE.fingerprint());
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                change("as it is", m -> m),
                change("bare LF", m -> m.replace("\r\n", "\n")),
                change(
                        "the remark of Thunderbird",
                        m -> m.replaceFirst(
                                "--b 1", "This is an OpenPGP/MIME encrypted message (RFC 4880 and 3156)\r\n--b 1")),
                change("white space after lines", m -> m.replace("--b 1\r\n", "--b 1 \t\r\n")),
                change("empty lines", m -> m.replace("-----BEGIN", "\r\n\r\n-----BEGIN") + "\r\n\r\n"),
                change("names in other case", m -> m.replace("protocol", "PROTOCOL")
                        .replace("Version: 1", "VERSION: 1")),
                change("8bit", m -> m.replace("MIME-Version", "Content-Transfer-Encoding: 8bit\r\nMIME-Version")),
                change("armor headers", m -> armorLine(m, "Version: GnuPG v2\r\nComment: x\r\n")),
                change("an empty comment", m -> armorLine(m, "Comment:\r\n")),
                change("an empty comment with a space", m -> armorLine(m, "Comment: \r\n")),
                change("another armor header", m -> armorLine(m, "X-Foo-Bar: baz\r\n")),
                change("armor headers of all kinds", EncryptedMail::withArmorHeaders),
                change("an attachment's id", m -> partField(m, "X-Attachment-Id: f_abc123")),
                change("fields about the content", m -> partField(m, "Content-ID: <1>\r\nMIME-Version: 1.0")),
                change("a value of 200 octets in a part", m -> partField(m, "Content-ID: " + "x".repeat(199))),
                change(
                        "armor headers of the longest",
                        m -> armorLine(
                                m,
                                ("Comment: " + "x".repeat(200) + "\r\n" + "X-Key: " + "x".repeat(80) + "\r\n")
                                        .repeat(5))),
                change(
                        "white space around the version",
                        m -> m.replace("Version: 1\r\n", "\r\n  Version:   1 \r\n\r\n")),
                change("no version part", EncryptedMail::withoutVersion),
                change("an empty version part", m -> m.replace("Version: 1\r\n", "")),
                change("by Exchange", EncryptedMail::byExchange),
                change("by Exchange without text", m -> EncryptedMail.byExchange(m)
                        .replaceFirst("--b 1\r\nContent-Type: text/plain[^-]*\r\n(--b 1)", "$1")),
                change("by Exchange in base64", m -> inBase64(EncryptedMail.byExchange(m))),
                change("base64", AlreadyEncryptedTest::inBase64),
                change(
                        "base64 of packets",
                        m -> encoded(m, "base64", Base64.getMimeEncoder().encodeToString(PACKETS))),
                change("quoted-printable", AlreadyEncryptedTest::inQuotedPrintable),
                change(
                        "a version in base64",
                        m -> m.replace(
                                "Content-Description: PGP/MIME version identification\r\n\r\nVersion: 1",
                                "Content-Transfer-Encoding: base64\r\n\r\nVmVyc2lvbjogMQ0K")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This is an OpenPGP/MIME encrypted message (RFC 2440 and 3156)",
                "This is an OpenPGP/MIME encrypted message (RFC 9580, RFC 3156).",
                "This is an OpenPGP/MIME signed and encrypted message (RFC 4880 and 3156)",
                "This is an encrypted message.",
                "This is a PGP/MIME encrypted message",
                "This message is encrypted.",
                "OpenPGP/MIME message (Automatically encrypted by Stalwart)",
                "This is a multi-part message in MIME format.",
                "This is a multipart message in MIME format",
                "This is a cryptographically signed message in MIME format.",
                "This is a MIME-encapsulated message",
                "This is a MIME-formatted message.  If you see this text it means that your\r\n"
                        + "E-mail software does not support MIME-formatted messages."
            })
    void sealShouldKeepAMessageWithARemarkOfAMailProgram(String remark) throws Exception {
        String message = EncryptedMail.message(EncryptedMail.armor(PACKETS));

        assertThat(isKept(message.replaceFirst("--b 1", remark + "\r\n\r\n--b 1")))
                .isTrue();
        assertThat(isKept(message.replaceFirst("--b 1", remark + " in the clear\r\n--b 1")))
                .isFalse();
        assertThat(isKept(message.replaceFirst("--b 1", "in the clear\r\n" + remark + "\r\n--b 1")))
                .isFalse();
    }

    private static String inBase64(String message) {
        String armor = EncryptedMail.armor(PACKETS);
        return encoded(
                message, "base64", Base64.getMimeEncoder().encodeToString(armor.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String inQuotedPrintable(String message) {
        String armor = EncryptedMail.armor(PACKETS).replace("=", "=3D").replaceAll("(?m)^([A-Za-z0-9]{40})", "$1=\r\n");
        return encoded(message, "quoted-printable", armor.replaceFirst("-", "=2D"));
    }

    private static String encoded(String message, String encoding, String content) {
        return partField(message, "Content-Transfer-Encoding: " + encoding)
                .replace(EncryptedMail.armor(PACKETS), content + "\r\n");
    }

    private static String partField(String message, String field) {
        return message.replace("Content-Disposition", field + "\r\nContent-Disposition");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void sealShouldKeepACommonForm(String name, UnaryOperator<String> form) throws Exception {
        assertThat(isKept(form.apply(EncryptedMail.message(EncryptedMail.armor(PACKETS)))))
                .isTrue();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                change("preamble", m -> m.replaceFirst("--b 1", "in the clear\r\n--b 1")),
                change("remark twice", m -> m.replaceFirst("--b 1", remark() + remark() + "--b 1")),
                change(
                        "more after the remark",
                        m -> m.replaceFirst("--b 1", remark().strip() + " in the clear\r\n--b 1")),
                change("epilogue", m -> m + "in the clear\r\n"),
                change("text before the armor", m -> m.replace("-----BEGIN", "in the clear\r\n-----BEGIN")),
                change("text after the armor", m -> m.replace("--b 1--", "in the clear\r\n--b 1--")),
                change("a third part", m -> m.replace("--b 1--", "--b 1\r\n\r\nin the clear\r\n--b 1--")),
                change("not closed", m -> m.replace("--b 1--", "")),
                change("an armor header without colon", m -> armorLine(m, "Note in the clear\r\n")),
                change("a value of 201 octets in a part", m -> partField(m, "Content-ID: " + "x".repeat(200))),
                change(
                        "a text in a part's field",
                        m -> m.replace("version identification", "in the clear ".repeat(30))),
                change(
                        "a text in folds of a part's field",
                        m -> partField(m, "Content-ID:" + "\r\n in the clear".repeat(25))),
                change(
                        "a text in parameters of a part's type",
                        m -> m.replace("name=\"encrypted.asc", "name=\"" + "in the clear ".repeat(30))),
                change(
                        "a text in a comment of a part's type",
                        m -> m.replace("octet-stream;", "octet-stream (" + "in the clear ".repeat(30) + ");")),
                change("a field of a part with another name", m -> partField(m, "Content-In-Clear: x")),
                change("a field of a part twice", m -> partField(m, "Content-ID: in\r\nContent-ID: clear")),
                change("a long comment in the armor", m -> armorLine(m, "Comment: " + "x".repeat(201) + "\r\n")),
                change(
                        "a long value of another key in the armor",
                        m -> armorLine(m, "X-Key: " + "x".repeat(81) + "\r\n")),
                change("a long key in the armor", m -> armorLine(m, "in-clear-".repeat(10) + ": x\r\n")),
                change("eleven armor headers", m -> armorLine(m, "Comment: x\r\n".repeat(11))),
                change("much white space after the version", m -> withSpaces(m, "")),
                change("much white space and a text after the version", m -> withSpaces(m, "x")),
                change("very many armor headers", m -> armorLine(m, "Comment: in the clear\r\n".repeat(20))),
                change("text where armor headers are", m -> armorLine(m, "in the clear\r\n")),
                change("two armors", m -> m.replace("--b 1--", EncryptedMail.armor(PACKETS) + "--b 1--")),
                change("armor in armor", m -> m.replace("-----END", "-----BEGIN PGP MESSAGE-----\r\n\r\n-----END")),
                change("another armor", m -> m.replace("PGP MESSAGE", "PGP SIGNED MESSAGE")),
                change("a wrong checksum", m -> m.replace("-----END", "=AAAA\r\n-----END")),
                change("data after the checksum", m -> m.replace("-----END", "=AAAA\r\nAAAA\r\n-----END")),
                change("an empty line in the data", m -> m.replace("-----END", "\r\n-----END")),
                change("no base64", m -> m.replace("-----END", "in the clear\r\n-----END")),
                change("more after padding", m -> m.replace("-----END", "AA==\r\nAAAA\r\n-----END")),
                change("text in the first part", m -> m.replace("Version: 1\r\n", "in the clear\r\nVersion: 1\r\n")),
                change("text after the version", m -> m.replace("Version: 1\r\n", "Version: 1\r\nin the clear\r\n")),
                change("a version twice", m -> m.replaceFirst("(?s)(--b 1.*)(--b 1.*)(--b 1--)", "$1$1$2$3")),
                change(
                        "a text beside",
                        m -> m.replaceFirst("--b 1", "--b 1\r\nContent-Type: text/plain\r\n\r\n\r\n--b 1")),
                change("a text of Exchange", m -> EncryptedMail.byExchange(m)
                        .replace("us-ascii\"\r\n\r\n", "us-ascii\"\r\n\r\nin the clear")),
                change("mixed without version", m -> EncryptedMail.byExchange(EncryptedMail.withoutVersion(m))),
                change("base64 and text", m -> inBase64(m).replace("--b 1--", "in the clear\r\n--b 1--")),
                change("text in base64", m -> inBase64(m).replaceFirst("LS0t", "in the clear\r\nLS0t")),
                change("characters between base64", m -> inBase64(m).replaceFirst("LS0t", "(LS0t")),
                change(
                        "base64 of more",
                        m -> encoded(
                                m,
                                "base64",
                                Base64.getMimeEncoder()
                                        .encodeToString(("in the clear\r\n" + EncryptedMail.armor(PACKETS))
                                                .getBytes(StandardCharsets.US_ASCII)))),
                change("text in quoted-printable", m -> inQuotedPrintable(m).replace("=2D", "in the clear\r\n=2D")),
                change("wrong quoted-printable", m -> inQuotedPrintable(m).replace("=2D", "=2-")),
                change("an unknown encoding", m -> encoded(m, "uuencode", EncryptedMail.armor(PACKETS))),
                change("two encodings", m -> partField(inBase64(m), "Content-Transfer-Encoding: 7bit")),
                change(
                        "packets without encoding",
                        m -> m.replace(EncryptedMail.armor(PACKETS), new String(PACKETS, StandardCharsets.ISO_8859_1))),
                change("version 2", m -> m.replace("Version: 1\r\n", "Version: 2\r\n")),
                change("a field in a part", m -> m.replace("Content-Disp", "X-Note: in the clear\r\nContent-Disp")),
                change("a line in a part", m -> m.replace("Content-Disp", "in the clear\r\nContent-Disp")),
                change(
                        "another first type",
                        m -> m.replaceFirst("Content-Type: application/pgp-enc\\w+", "Content-Type: text/plain")),
                change("another second type", m -> m.replace("application/octet-stream", "text/plain")),
                change("no protocol", m -> m.replace("protocol=\"application/pgp-encrypted\";\r\n", "x=y;\r\n")),
                change(
                        "another protocol",
                        m -> m.replace(
                                "protocol=\"application/pgp-encrypted\"", "protocol=\"application/pkcs7-mime\"")),
                change("another type", m -> m.replace("multipart/encrypted", "multipart/related")),
                change("two types", m -> m.replace("MIME-Version", "Content-Type: text/plain\r\nMIME-Version")),
                change("another boundary", m -> m.replace("boundary=\"b 1\"", "boundary=\"b 2\"")),
                change("no boundary", m -> m.replace("boundary=\"b 1\"", "x=\"b 1\"")),
                change("a line that is no field", m -> m.replace("MIME-Version", "in the clear\r\nMIME-Version")),
                change("a long line", m -> m.replace("-----BEGIN", " ".repeat(5000) + "\r\n-----BEGIN")),
                change("inline", m -> "From: a@example.org\r\n\r\n" + EncryptedMail.armor(PACKETS)),
                change("nothing but the header", m -> m.substring(0, m.indexOf("\r\n\r\n") + 4)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void sealShouldSealWhatHasAnythingAround(String name, UnaryOperator<String> form) throws Exception {
        assertThat(isKept(form.apply(EncryptedMail.message(EncryptedMail.armor(PACKETS)))))
                .isFalse();
    }

    /** The message with 45,000 spaces after the version, in quoted-printable lines with soft breaks. */
    private static String withSpaces(String message, String text) {
        return message.replace("Version: 1", "Version: 1" + (" ".repeat(900) + "=\r\n").repeat(50) + text)
                .replace("Content-Description", "Content-Transfer-Encoding: quoted-printable\r\nContent-Description");
    }

    private static Arguments change(String name, UnaryOperator<String> form) {
        return Arguments.of(name, form);
    }

    private static String remark() {
        return "This is an OpenPGP/MIME encrypted message (RFC 4880 and 3156)\r\n";
    }

    private static String armorLine(String message, String line) {
        return message.replace("BEGIN PGP MESSAGE-----\r\n", "BEGIN PGP MESSAGE-----\r\n" + line);
    }

    static Stream<Arguments> packetsThatAreRefused() {
        int body = 2 + (PACKETS[1] & 0xff);
        byte[] sessionKey = Arrays.copyOf(PACKETS, body);
        byte[] data = Arrays.copyOfRange(PACKETS, body, PACKETS.length);
        byte[] literal = literal("in the clear");
        return Stream.of(
                Arguments.of("to another key", packets(BOB)),
                Arguments.of("no session key", data),
                Arguments.of("no data", sessionKey),
                Arguments.of("nothing", new byte[0]),
                Arguments.of("a literal", literal),
                Arguments.of("a literal after", EncryptedMail.join(List.of(PACKETS, literal))),
                Arguments.of("a literal before", EncryptedMail.join(List.of(literal, PACKETS))),
                Arguments.of("a literal between", EncryptedMail.join(List.of(sessionKey, literal, data))),
                Arguments.of("a literal instead", EncryptedMail.join(List.of(sessionKey, literal))),
                Arguments.of(
                        "a marker after",
                        EncryptedMail.join(List.of(PACKETS, new byte[] {(byte) 0xca, 3, 'P', 'G', 'P'}))),
                Arguments.of("padding after", EncryptedMail.join(List.of(PACKETS, new byte[] {(byte) 0xd5, 1, 0}))),
                Arguments.of("data twice", EncryptedMail.join(List.of(PACKETS, data))),
                Arguments.of(
                        "a passphrase",
                        EncryptedMail.join(List.of(sessionKey, new byte[] {(byte) 0xc3, 4, 4, 9, 0, 8}, data))),
                Arguments.of("tag 9, without integrity", withOctet(body, 0xc9)),
                Arguments.of("tag 20", withOctet(body, 0xd4)),
                Arguments.of("data of version 3", withOctet(body + 2, 3)),
                Arguments.of("data of version 2 after a key of version 3", withOctet(body + 2, 2)),
                Arguments.of("anonymous", anonymous()),
                Arguments.of("another algorithm", withOctet(11, 1)),
                Arguments.of("a session key of version 2", withOctet(2, 2)),
                Arguments.of(
                        "no key material",
                        EncryptedMail.join(
                                List.of(new byte[] {(byte) 0xc1, 10}, Arrays.copyOfRange(PACKETS, 2, 12), data))),
                Arguments.of("data too short", EncryptedMail.join(List.of(sessionKey, new byte[] {
                    (byte) 0xd2, 9, 1, 'i', 'n', ' ', 'c', 'l', 'e', 'a', 'r'
                }))),
                Arguments.of(
                        "a small first part",
                        EncryptedMail.join(List.of(
                                sessionKey, new byte[] {(byte) 0xd2, (byte) 0xe6, 1}, new byte[63], new byte[] {0}))),
                Arguments.of("cut off", Arrays.copyOf(PACKETS, PACKETS.length - 1)),
                Arguments.of(
                        "cut off in a length",
                        EncryptedMail.join(List.of(sessionKey, new byte[] {(byte) 0xd2, (byte) 0xff, 0}))),
                Arguments.of("a length beyond the end", EncryptedMail.join(List.of(sessionKey, new byte[] {
                    (byte) 0xd2, (byte) 0xff, -1, -1, -1, -1, 1
                }))),
                Arguments.of(
                        "no packet", "in the clear, in the clear, in the clear".getBytes(StandardCharsets.US_ASCII)),
                Arguments.of(
                        "very many session keys",
                        EncryptedMail.join(
                                Stream.concat(Stream.generate(() -> sessionKey).limit(300), Stream.of(data))
                                        .toList())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packetsThatAreRefused")
    void sealShouldSealWhenThePacketsAreOthers(String name, byte[] packets) throws Exception {
        assertThat(isKept(EncryptedMail.message(EncryptedMail.armor(packets)))).isFalse();
    }

    private static byte[] literal(String text) {
        byte[] octets = ("b\0\0\0\0\0" + text).getBytes(StandardCharsets.ISO_8859_1);
        return EncryptedMail.join(List.of(new byte[] {(byte) 0xcb, (byte) octets.length}, octets));
    }

    private static byte[] withOctet(int position, int octet) {
        byte[] packets = PACKETS.clone();
        assertThat(packets[position]).isNotEqualTo((byte) octet);
        packets[position] = (byte) octet;
        return packets;
    }

    private static byte[] anonymous() {
        byte[] packets = PACKETS.clone();
        Arrays.fill(packets, 3, 11, (byte) 0);
        return packets;
    }
}
