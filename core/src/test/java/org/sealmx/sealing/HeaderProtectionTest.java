package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.sealing.Sealing.seal;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.mime.SplitMessage;

/** The header protection in the encrypted entity (RFC 9788). */
class HeaderProtectionTest {

    @Test
    void sealShouldAddAContentTypeWhenThereIsNone() throws Exception {
        assertThat(seal("From: a@example.org\r\n\r\nHello").entity())
                .isEqualTo(
                        "HP-Outer: From: a@example.org\r\nContent-Type: text/plain; hp=\"cipher\"; protected-headers=\"v1\"\r\n"
                                + "From: a@example.org\r\n\r\nHello");
    }

    @Test
    void sealShouldCompleteAHeaderWithoutSeparator() throws Exception {
        assertThat(seal("X-A: 1\r\nContent-Type: text/plain").entity())
                .isEqualTo("X-A: 1\r\nContent-Type: text/plain;\r\n hp=\"cipher\"; protected-headers=\"v1\"\r\n\r\n");
        assertThat(seal("X-A: 1").entity())
                .isEqualTo("Content-Type: text/plain; hp=\"cipher\"; protected-headers=\"v1\"\r\nX-A: 1\r\n\r\n");
        assertThat(seal("").entity())
                .isEqualTo("Content-Type: text/plain; hp=\"cipher\"; protected-headers=\"v1\"\r\n\r\n");
    }

    @Test
    void sealShouldTakeABodyWithoutHeader() throws Exception {
        assertThat(seal("\r\nHello").entity())
                .isEqualTo("Content-Type: text/plain; hp=\"cipher\"; protected-headers=\"v1\"\r\n\r\nHello");
    }

    @Test
    void sealShouldKeepDuplicatesUnknownFieldsAndStrangeLines() throws Exception {
        String header = "Received: a\r\nX-A: 1\r\nx-a: 2\r\nno field\r\nDate: x\r\nDate: y\r\nX-Raw: \u00ff\r\n";

        assertThat(seal(header + "\r\nHello").entity())
                .isEqualTo("HP-Outer: Received: a\r\nHP-Outer: Date: x\r\nHP-Outer: Date: y\r\n"
                        + "Content-Type: text/plain; hp=\"cipher\"; protected-headers=\"v1\"\r\n" + header
                        + "\r\nHello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "TEXT/Plain; charset=\"utf-8\"",
                "text/plain; charset=us-ascii (a comment; hp=x)",
                "multipart/mixed;\r\n boundary=\"a;hp=b\"",
                "multipart/mixed; boundary=\"a\\\"b\"; x=y",
                "application/x-foo;\r\n\tname*0=a; name*1=b",
                "text/plain; xhp=1"
            })
    void sealShouldAddTheParameterAfterOthers(String contentType) throws Exception {
        assertThat(seal("Content-Type: " + contentType + "\r\nX-A: 1\r\n\r\nHello")
                        .entity())
                .isEqualTo("Content-Type: " + contentType
                        + ";\r\n hp=\"cipher\"; protected-headers=\"v1\"\r\nX-A: 1\r\n\r\nHello");
    }

    @Test
    void sealShouldUseTheSemicolonThatIsThere() throws Exception {
        assertThat(seal("Content-Type: text/plain; charset=utf-8;\r\n\r\nHello").entity())
                .isEqualTo(
                        "Content-Type: text/plain; charset=utf-8;\r\n hp=\"cipher\"; protected-headers=\"v1\"\r\n\r\nHello");
    }

    @Test
    void sealShouldKeepLineEndsOfTheHeaderAsTheyWere() throws Exception {
        assertThat(seal("Content-Type: text/plain\nX-A: 1\n\nHello\n").entity())
                .isEqualTo("Content-Type: text/plain;\r\n hp=\"cipher\"; protected-headers=\"v1\"\nX-A: 1\n\nHello\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v1\"", "v1", " \"v1\"; charset=utf-8"})
    void sealShouldNotDoubleTheParameterOfThePredecessor(String value) throws Exception {
        String contentType = "Content-Type: text/plain; Protected-Headers=" + value;

        assertThat(seal(contentType + "\r\n\r\nHello").entity())
                .isEqualTo(contentType + ";\r\n hp=\"cipher\"\r\n\r\nHello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\r\n ", " \r\n\t"})
    void sealShouldTakeAnEmptyContentTypeForNone(String nothing) throws Exception {
        assertThat(seal("Content-Type:" + nothing + "\r\nX-A: 1\r\n\r\nHello").entity())
                .isEqualTo("Content-Type:" + nothing + " text/plain; hp=\"cipher\"; protected-headers=\"v1\"\r\n"
                        + "X-A: 1\r\n\r\nHello");
    }

    @Test
    void sealShouldFoldAnEmptyContentTypeOfALongLine() throws Exception {
        String longest = "Content-Type:" + " ".repeat(985);

        assertThat(seal(longest + "\n\nHello").entity())
                .isEqualTo(longest + "\r\n text/plain; hp=\"cipher\"; protected-headers=\"v1\"\n\nHello");
    }

    @Test
    void sealShouldNotMakeALineTooLong() throws Exception {
        String contentType = "Content-Type: text/plain; name=";
        String longest = contentType + "x".repeat(998 - contentType.length());

        assertThat(seal(longest + "\r\n\r\nHello").entity())
                .isEqualTo(longest + "\r\n ; hp=\"cipher\"; protected-headers=\"v1\"\r\n\r\nHello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "(a comment)",
                "text/plain; protected-headers=\"v0\"",
                "text/plain; protected-headers*=us-ascii''v1",
                "text/plain; charset",
                "text/plain; name=\"open",
                "text/plain (open",
                "text/plain; name=a b",
                "text/plain; charset=\u00e4",
                "text/plain; a=1; a=2",
                "text/plain; hp=\"clear\"",
                "text/plain; HP=clear",
                "text/plain; hp*=us-ascii''clear",
                "text/plain; hp*0=cl; hp*1=ear",
                "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=x",
                "application/pkcs7-mime; smime-type=enveloped-data",
                "multipart/signed; boundary=x",
                "multipart/signed; boundary=x; protocol=\"application/pkcs7-signature\"",
                "application/pkcs7-mime; smime-type=signed-data",
                "multipart/signed; protocol=\"application/pgp-signature\"",
                "multipart/signed; boundary=x; protocol=\"application/pgp-signature\"; hp=clear"
            })
    void sealShouldWrapAndMoveTheContentFieldsUnchanged(String contentType) throws Exception {
        String content = "Content-Type: " + contentType + "\r\nContent-Disposition: inline\r\n";

        String entity = seal("Subject: a\r\n" + content + "X-A: 1\r\n\r\nHello").entity();

        String boundary = entity.replaceFirst("(?s).*?boundary=\"([^\"]+)\".*", "$1");
        assertThat(entity)
                .isEqualTo("HP-Outer: Subject: [...]\r\n"
                        + "Content-Type: multipart/mixed; hp=\"cipher\"; protected-headers=\"v1\";\r\n boundary=\""
                        + boundary + "\"\r\n"
                        + "Subject: a\r\nX-A: 1\r\n\r\n--" + boundary + "\r\n"
                        // a Legacy Display mark on an entity that becomes a part
                        + (contentType.contains("protected-headers")
                                ? "Content-Type: text/plain\r\n\r\n\r\n--" + boundary + "\r\n"
                                : "")
                        + content + "\r\nHello\r\n--"
                        + boundary + "--\r\n");
    }

    @Test
    void sealShouldKeepASignedEntityAsItIs() throws Exception {
        String signed = String.join(
                "\r\n",
                "--s",
                "Content-Type: text/plain; hp=\"clear\"",
                "",
                "signed text ",
                "--s",
                "Content-Type: application/pgp-signature",
                "",
                "-----BEGIN PGP SIGNATURE-----",
                "--s--",
                "");
        String field = "Content-Type: multipart/signed; micalg=pgp-sha512;\r\n\tprotocol=\"application/pgp-signature\";"
                + " boundary=\"s\"\r\n";

        String type = field.stripTrailing() + ";\r\n hp=\"cipher\"; protected-headers=\"v1\"\r\n";
        String preamble = "Content-Type: text/plain; protected-headers=\"v1\"\r\nSubject: a\r\n b\r\n\r\n";

        assertThat(seal("Subject: a\r\n b\r\n" + field + "Subject: second\r\n\r\n" + signed)
                        .entity())
                .isEqualTo("HP-Outer: Subject: [...]\r\nSubject: a\r\n b\r\n" + type + "Subject: second\r\n\r\n"
                        + preamble + signed);
        assertThat(seal("X-A: 1\r\n" + field + "\r\n" + signed).entity())
                .isEqualTo("X-A: 1\r\n" + type + "\r\n" + signed);
    }

    @Test
    void sealShouldWrapWhenThereAreTwoContentTypes() throws Exception {
        String both = "Content-Type: text/plain\r\nContent-Type: text/html\r\n";

        assertThat(seal(both + "\r\nHello").entity())
                .startsWith("Content-Type: multipart/mixed; hp=\"cipher\"; protected-headers=\"v1\";")
                .contains("\r\n" + both + "\r\nHello\r\n--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8bit", "BINARY"})
    void sealShouldLabelTheWrappingLikeWhatIsInIt(String encoding) throws Exception {
        String content = "Content-Type: text\r\nContent-Transfer-Encoding: " + encoding + "\r\n";

        assertThat(seal(content + "\r\n\u00e4").entity())
                .contains("\"\r\nContent-Transfer-Encoding: " + encoding.toLowerCase(Locale.ROOT) + "\r\n\r\n--");
    }

    @Test
    void sealShouldNotLabelTheWrappingWithAnEncodingThatMultipartsCannotHave() throws Exception {
        String entity = seal("Content-Type: text\r\nContent-Transfer-Encoding: base64\r\n\r\nQQ==")
                .entity();

        assertThat(entity.split("Content-Transfer-Encoding", -1)).hasSize(2);
    }

    @Test
    void sealShouldMoveForeignHpOuterFieldsIntoThePart() throws Exception {
        String entity = seal("HP-Outer: Subject: forged\r\nSubject: true\r\nContent-Type: text/plain\r\n\r\nHello")
                .entity();

        String top = entity.substring(0, entity.indexOf("\r\n\r\n"));
        assertThat(top).contains("HP-Outer: Subject: [...]").doesNotContain("forged");
        assertThat(entity).contains("\r\nHP-Outer: Subject: forged\r\nContent-Type: text/plain\r\n\r\nHello\r\n--=_");
    }

    @Test
    void sealShouldNotLetAStrayFirstLineContinueOurFields() throws Exception {
        assertThat(seal(" stray\r\nSubject: a\r\n\r\nHello").entity())
                .isEqualTo(" stray\r\nSubject: a\r\nHP-Outer: Subject: [...]\r\n"
                        + "Content-Type: text/plain; hp=\"cipher\"; protected-headers=\"v1\"\r\n\r\nHello");
    }

    @Test
    void sealShouldFoldRecordedFieldsThatWouldBecomeTooLong() throws Exception {
        String longest = "To: " + "x".repeat(994);
        String unspaced = "To:" + "x".repeat(995);
        String fitting = "To: " + "x".repeat(984);

        assertThat(seal(longest + "\r\n\r\n").entity()).startsWith("HP-Outer: To:\r\n " + "x".repeat(994) + "\r\n");
        assertThat(seal(unspaced + "\r\n\r\n").entity()).startsWith("HP-Outer: To:\r\n " + "x".repeat(995) + "\r\n");
        assertThat(seal(fitting + "\r\n\r\n").entity()).startsWith("HP-Outer: " + fitting + "\r\n");
        assertThat(seal(longest + "\r\n\r\n").entity().split("\r\n")).allMatch(line -> line.length() <= 998);
    }

    @Test
    void sealShouldRecordAFieldWhoseNameFillsTheLine() throws Exception {
        String name = "List-" + "x".repeat(983);

        assertThat(seal(name + ":\r\n\r\n").entity()).startsWith("HP-Outer:\r\n " + name + ":\r\nContent-Type: ");
        assertThat(seal(name + ": a\r\n b\r\n\r\n").entity())
                .startsWith("HP-Outer:\r\n " + name + ": a\r\n b\r\nContent-Type: ");
    }

    @Test
    void sealShouldWrapAMessageWhoseHeaderIsTooLongToBeParsed() throws Exception {
        String fields = "X-A: 1\r\n".repeat(SplitMessage.MAX_FIELDS);
        String rest = "Content-Type: text/html; hp=\"clear\"\r\nHP-Outer: Subject: forged\r\n\r\n<p>Hello";

        String entity = seal(fields + rest).entity();

        String boundary = entity.replaceFirst("(?s).*?boundary=\"([^\"]+)\".*", "$1");
        assertThat(entity.equals(
                        "Content-Type: multipart/mixed; hp=\"cipher\"; protected-headers=\"v1\";\r\n boundary=\""
                                + boundary + "\"\r\n" + fields + "\r\n--" + boundary + "\r\n" + rest + "\r\n--"
                                + boundary + "--\r\n"))
                .isTrue();
    }

    @Test
    void sealShouldLoseNothingOfAHeaderWithoutEnd() throws Exception {
        String fields = "X-A: 1\r\n".repeat(200_000);
        String line = "X-A: " + "x".repeat(2_000_000);

        SealedEntity.assertKept(fields + "\r\nHello", seal(fields + "\r\nHello").entity());
        assertThat(seal(line).entity().contains("\r\n" + line + "\r\n--=_")).isTrue();
    }
}
