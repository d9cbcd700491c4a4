package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.sealmx.sealing.Sealing.seal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smtp.ReversePath;

/** What stays readable outside the ciphertext. */
class OuterHeaderTest {

    @Test
    void sealShouldPutOurTraceFieldsFirst() throws Exception {
        assertThat(seal("From: a@example.org\r\n\r\n").outerFields().subList(0, 5))
                .containsExactly(
                        "Return-Path: <sender@example.net>",
                        "Delivered-To: alice@example.org",
                        "Received: from mx.example.org by backend.example.org with LMTP id 42; Sun, 1\r\n"
                                + " Jun 2025 12:00:00 +0000",
                        "X-SealMX: sealed; delivery=0123456789abcdef",
                        "From: a@example.org");
    }

    @Test
    void sealShouldKeepTheFieldsOfTheListInTheirOrder() throws Exception {
        String header = String.join(
                "\r\n",
                "Received: b",
                "Received: a",
                "FROM: a@example.org",
                "To: b@example.org,",
                "\tc@example.org",
                "Cc: d@example.org",
                "Date: Sun, 1 Jun 2025 12:00:00 +0000",
                "Message-ID: <1@example.org>",
                "In-Reply-To: <0@example.org>",
                "References: <0@example.org>",
                "Reply-To: r@example.org",
                "List-Id: <l.example.org>",
                "List-Unsubscribe: <mailto:u@example.org>",
                "Auto-Submitted: auto-generated",
                "Autocrypt: addr=a@example.org; keydata=AA==",
                "");

        SealedParts parts = seal(header + "\r\nHello");

        assertThat(parts.outerHeader()).contains("\r\n" + header + "MIME-Version: 1.0\r\n");
        assertThat(String.join("\r\n", parts.hpOuter()) + "\r\n").isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bcc",
                "X-Mailer",
                "User-Agent",
                "Comments",
                "Keywords",
                "Thread-Topic",
                "Received-SPF",
                "Authentication-Results",
                "DKIM-Signature",
                "X-Spam-Status",
                "Sender",
                "Return-Path",
                "Delivered-To",
                "X-SealMX",
                "x-sealmx",
                "X-SealMX-Foo",
                "HP-Outer",
                "MIME-Version",
                "Content-Type",
                "Content-Language",
                "Content-Transfer-Encoding",
                "Content-Disposition",
                "Listx",
                "Disposition-Notification-To"
            })
    void sealShouldKeepEverythingElseInsideOnly(String name) throws Exception {
        SealedParts parts = seal(name + ": canary\r\nFrom: a@example.org\r\n\r\nHello");

        assertThat(parts.whole()).doesNotContain("canary");
        assertThat(parts.entity()).contains(name + ": canary");
        assertThat(parts.hpOuter()).containsExactly("From: a@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n folded"})
    void sealShouldTakeAFieldWithALongNameAndAnEmptyLine(String value) throws Exception {
        String field = "List-" + "a".repeat(990) + ":";

        SealedParts parts = seal("From: a@example.org\r\n" + field + value + "\r\n\r\nHello");

        assertThat(parts.hpOuter()).containsExactly("From: a@example.org", (field + value).stripTrailing());
        assertThat(parts.entity()).endsWith("\r\n" + field + value + "\r\n\r\nHello");
    }

    @Test
    void sealShouldWriteItsOwnFieldsOnce() throws Exception {
        SealedParts parts = seal("Return-Path: <x@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n"
                + "Delivered-To: x\r\nX-SealMX: sealed; delivery=forged\r\nSubject: a\r\n\r\nHello");

        assertThat(parts.outerNames())
                .containsExactly(
                        "Return-Path",
                        "Delivered-To",
                        "Received",
                        "X-SealMX",
                        "Subject",
                        "MIME-Version",
                        "Content-Type");
    }

    @Test
    void sealShouldObscureTheSubject() throws Exception {
        SealedParts parts = seal("Subject: canary\r\nsubject : canary\r\n\r\nHello");

        assertThat(parts.whole()).doesNotContain("canary");
        assertThat(parts.outerFields()).containsOnlyOnce("Subject: [...]");
        assertThat(parts.hpOuter()).containsExactly("Subject: [...]");
        assertThat(parts.entity()).contains("\r\nSubject: canary\r\nsubject : canary\r\n");
    }

    @Test
    void sealShouldWriteNoSubjectWhenThereIsNone() throws Exception {
        assertThat(seal("From: a@example.org\r\n\r\n").outerNames()).doesNotContain("Subject");
    }

    @Test
    void sealShouldKeepTheSubjectOutsideWhenConfigured() throws Exception {
        SealedParts parts = seal("Subject: in the\r\n clear\r\n\r\nHello", OuterSubject.KEPT);

        assertThat(parts.outerFields()).contains("Subject: in the\r\n clear");
        assertThat(parts.hpOuter()).containsExactly("Subject: in the\r\n clear");
    }

    @Test
    void sealShouldWriteCrlfWhateverTheLineEndsWere() throws Exception {
        SealedParts parts = seal("From: a@example.org\nTo: b@example.org,\n c@example.org\n\nHello\n");

        assertThat(parts.outerHeader()).contains("\r\nFrom: a@example.org\r\nTo: b@example.org,\r\n c@example.org\r\n");
        assertThat(parts.whole().replace("\r\n", "")).doesNotContain("\n");
        assertThat(parts.entity()).contains("\nFrom: a@example.org\nTo: b@example.org,\n c@example.org\n");
    }

    @Test
    void sealShouldNotLetABareCarriageReturnBreakOutOfAField() throws Exception {
        SealedParts parts = seal("To: a@example.org\rX-SealMX: sealed\0\r\n\r\nHello");

        assertThat(parts.outerFields()).contains("To: a@example.org X-SealMX: sealed ");
        assertThat(parts.entity()).contains("To: a@example.org\rX-SealMX: sealed\0\r\n");
    }

    @Test
    void sealShouldFoldALongLineBetweenItsWords() throws Exception {
        String id = " <" + "x".repeat(66) + "@example.org>";
        String references = "References:" + id.repeat(95);

        SealedParts parts = seal(references + "\r\n\r\nHello");

        assertThat(references).hasSizeGreaterThan(7_600);
        assertThat(parts.outerHeader().split("\r\n")).allMatch(line -> line.length() <= 998);
        assertThat(parts.outerHeader().replace("\r\n", "")).contains(references);
        assertThat(parts.hpOuter().get(0).replace("\r\n", "")).isEqualTo(references);
        assertThat(parts.entity()).contains("\r\n" + references + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "To:%s",
                "To: %s",
                "To: short, %s",
                "To: a,\r\n %s",
                "To:\t%s\r\n b@example.org",
                "To: %s %s,%s",
            })
    void sealShouldFoldWhatHasNoSpaceToo(String form) throws Exception {
        List<String> words = List.of(
                "x".repeat(997),
                "x".repeat(3000),
                "<" + "x".repeat(600) + "><" + "y".repeat(600) + "><" + "z".repeat(600) + ">",
                "\u00e2\u0082\u00ac".repeat(700),
                "\u00ff".repeat(2500),
                " ".repeat(3000) + "x",
                "x" + " \t".repeat(1500) + "x",
                "x" + "\t".repeat(2000));
        for (String word : words) {
            String field = form.replace("%s", word);

            SealedParts parts = seal(field + "\r\n\r\nHello");

            assertThat(parts.outerHeader().split("\r\n"))
                    .allSatisfy(line ->
                            assertThat(line).hasSizeLessThanOrEqualTo(998).isNotBlank());
            assertThat(parts.outerHeader().replaceAll("\\s", "")).contains(field.replaceAll("\\s", ""));
            assertThat(parts.entity()).contains("\r\n" + field + "\r\n");
        }
    }

    @Test
    void sealShouldFoldAfterAnAddressOrIdAndNotInACharacter() throws Exception {
        String ids = ("<" + "x".repeat(600) + ">").repeat(2);

        assertThat(seal("References: a " + ids + "\r\n\r\n").outerHeader())
                .contains("a\r\n <" + "x".repeat(600) + ">\r\n <" + "x".repeat(600) + ">\r\n");
        assertThat(seal("To: a " + "\u00e2\u0082\u00ac".repeat(700) + "\r\n\r\n")
                        .outerHeader())
                .contains("\u00e2\u0082\u00ac\r\n \u00e2\u0082\u00ac");
    }

    @Test
    void sealShouldLeaveNoFieldOutsideWhoseNameFillsTheLine() throws Exception {
        for (int length = 980; length < 1010; length++) {
            String field = "List-" + "x".repeat(length - 5) + ":" + "y".repeat(1000 - length / 2);

            SealedParts parts = seal(field + "\r\n\r\nHello");

            assertThat(parts.outerHeader().contains("List-")).isEqualTo(length <= 996);
            assertThat((parts.outerHeader() + parts.entity().replace("\r\n" + field, "")).split("\r\n"))
                    .allMatch(line -> line.length() <= 998);
        }
    }

    @Test
    void sealShouldLeaveNoBlankLineOutsideWhateverALineIsMadeOf() throws Exception {
        for (char octet = 0; octet < 256; octet++) {
            for (String form : List.of("To: a@example.org\r\n %c", "Received:\n \t%1$c%1$c\n b", "Cc:%c\r\n b")) {
                String field = form.formatted(octet);
                SealedParts parts = seal(field + "\r\n\r\nHello");

                assertThat(String.join("\r\n", parts.outerFields()).split("\r\n"))
                        .as(field)
                        .noneMatch(String::isBlank);
                assertThat(String.join("\r\n", parts.hpOuter()).split("\r\n"))
                        .as(field)
                        .noneMatch(String::isBlank);
            }
        }
    }

    @Test
    void sealShouldMakeAMessageThatOpensWhenAFieldLooksLikeAnArmor() throws Exception {
        assertThat(seal("To:=-----BEGIN PGP MESSAGE-----\r\n\r\nHello").entity())
                .endsWith("\r\n\r\nHello");
    }

    @Test
    void sealShouldDropContinuationLinesOfWhiteSpaceOutside() throws Exception {
        SealedParts parts = seal("To: a@example.org,\r\n \t\r\n b@example.org\r\n\r\nHello");

        assertThat(parts.outerFields()).contains("To: a@example.org,\r\n b@example.org");
        assertThat(parts.entity()).contains("To: a@example.org,\r\n \t\r\n b@example.org\r\n");
    }

    @Test
    void sealShouldKeepOctetsOfInternationalFieldsAsTheyAre() throws Exception {
        assertThat(seal("To: \u00c3\u00a4@example.org\r\n\r\n").outerFields()).contains("To: \u00c3\u00a4@example.org");
    }

    @Test
    void sealShouldWriteTraceFieldsInUtf8() throws Exception {
        TraceFields trace = new TraceFields(
                ReversePath.nullPath(), Sealing.address("\u00e4@example.org"), "by backend.example.org", "1");
        SealedMessage sealed = new MessageSealer(new SecureRandom())
                .seal(Sealing.message(""), Sealing.KEY.usable(), trace, new SealingShare());

        String text = new String(sealed.open().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("Return-Path: <>\r\nDelivered-To: \u00e4@example.org\r\n");
    }

    @Test
    void sealShouldFoldALongReceivedFieldAtSpacesOnly() throws Exception {
        String received = "from " + "x".repeat(100) + " by " + "y".repeat(100) + " with LMTP";
        TraceFields trace = new TraceFields(ReversePath.nullPath(), Sealing.address("a@example.org"), received, "1");
        SealedMessage sealed = new MessageSealer(new SecureRandom())
                .seal(Sealing.message(""), Sealing.KEY.usable(), trace, new SealingShare());

        assertThat(SealedParts.of(sealed, Sealing.KEY).outerFields())
                .contains(
                        "Received: from\r\n " + "x".repeat(100) + "\r\n by\r\n " + "y".repeat(100) + "\r\n with LMTP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: b", "a\nb", "a\0", "a\tb"})
    void traceFieldsShouldRefuseWhatCouldBreakOutOfTheReceivedField(String received) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new TraceFields(ReversePath.nullPath(), Sealing.address("a@example.org"), received, "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a;b", "a\r\nb", "\u00e4"})
    void traceFieldsShouldRefuseADeliveryIdThatIsNotAToken(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new TraceFields(ReversePath.nullPath(), Sealing.address("a@example.org"), "by x", id));
    }

    @Test
    void sealShouldKeepTheFieldsOfAnotherListOutside() throws Exception {
        OuterFields fields = OuterFields.parse("from DATE Message-ID X-* Sender");
        SealedParts parts = seal(
                "From: a\r\nTo: canary\r\nDate: b\r\nmessage-id: c\r\nReferences: canary\r\nX-Spam: d\r\nX-SealMX: canary\r\n"
                        + "X-SealMX-Too: canary\r\nSender: e\r\nSubject: canary\r\nList-Id: canary\r\n\r\nHello",
                TestOptions.with(fields));

        assertThat(parts.whole()).doesNotContain("canary");
        assertThat(parts.hpOuter())
                .containsExactly("From: a", "Date: b", "message-id: c", "X-Spam: d", "Sender: e", "Subject: [...]");
    }

    @Test
    void sealShouldLeaveTheAutocryptFieldOfTheSenderUsable() throws Exception {
        String keydata = TestKeys.curve25519("Sender <sender@example.net>")
                .base64Certificate()
                .replaceAll("(.{70})", "$1\r\n ");
        String autocrypt = "Autocrypt: addr=sender@example.net; prefer-encrypt=mutual; keydata=\r\n " + keydata;

        SealedParts parts = seal("From: sender@example.net\r\n" + autocrypt + "\r\n\r\nHello");

        assertThat(parts.outerFields()).contains(autocrypt);
        assertThat(parts.entity()).contains("\r\n" + autocrypt + "\r\n");
        String outside = parts.outerFields().stream()
                .filter(field -> field.startsWith("Autocrypt:"))
                .findFirst()
                .orElseThrow();
        assertThat(new CertificateReader()
                        .read(List.of(outside.replaceFirst("(?s).*keydata=", "").replaceAll("\\s", "")))
                        .evaluate(TestKeys.NOW))
                .isInstanceOf(CertificateEvaluation.Usable.class);
    }

    @Test
    void sealShouldKeepAutocryptGossipInside() throws Exception {
        SealedParts parts = seal(
                "Autocrypt-Gossip: addr=canary\r\n\r\nHello",
                TestOptions.with(OuterFields.parse("From Date Message-ID Autocrypt-*")));

        assertThat(parts.whole()).doesNotContain("canary");
        assertThat(parts.entity()).contains("Autocrypt-Gossip: addr=canary\r\n");
    }
}
