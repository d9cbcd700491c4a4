package org.sealmx.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sealmx.smtp.EmailAddress;

class NoticeMessageTest {

    private static final Pattern WORD = Pattern.compile("=\\?utf-8\\?B\\?([^?]*)\\?=");

    private static String message(String subject, String body) throws Exception {
        return new String(
                NoticeMessage.of(
                                EmailAddress.of("postmaster@example.org"),
                                EmailAddress.of("alice@example.org"),
                                new NoticeTemplate(subject, body),
                                "abc",
                                Instant.parse("2025-12-05T10:00:00Z"))
                        .open()
                        .readAllBytes(),
                UTF_8);
    }

    @Test
    void messageShouldBeAutomaticAndReadable() throws Exception {
        assertThat(message("Hello", "one\ntwo\n"))
                .isEqualTo(String.join(
                        "\r\n",
                        "Date: Fri, 5 Dec 2025 10:00:00 +0000",
                        "From: postmaster@example.org",
                        "To: alice@example.org",
                        "Subject: Hello",
                        "Message-ID: <abc.notice@example.org>",
                        "Auto-Submitted: auto-generated",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=us-ascii",
                        "Content-Transfer-Encoding: 7bit",
                        "",
                        "one",
                        "two",
                        ""));
    }

    @Test
    void textsInOtherLanguagesShouldBeEncoded() throws Exception {
        String subject = "Zertifikat läuft ab \uD83D\uDD11 ".repeat(9) + "=?";
        String body = "Schöne Grüße\nFrom here\n";
        String message = message(subject, body);
        assertThat(message.lines()).allMatch(line -> line.length() <= 78).allMatch(line -> line.matches("\\p{ASCII}*"));
        assertThat(WORD.matcher(message)
                        .results()
                        .map(word -> new String(Base64.getDecoder().decode(word.group(1)), UTF_8))
                        .collect(Collectors.joining()))
                .isEqualTo(subject);
        byte[] encoded = message.substring(message.indexOf("\r\n\r\n") + 4).getBytes(UTF_8);
        assertThat(Base64.getMimeDecoder().wrap(new ByteArrayInputStream(encoded)))
                .hasBinaryContent(body.replace("\n", "\r\n").getBytes(UTF_8));
        assertThat(message).contains("charset=utf-8", "Content-Transfer-Encoding: base64");
    }

    @Test
    void fieldShouldNotBeBroken() throws Exception {
        assertThat(message("a\r\nBcc: eve@example.com", "x\n")).doesNotContain("\nBcc");
    }

    @Test
    void linesThatMailDoesNotAllowShouldBeEncoded() throws Exception {
        assertThat(message("Hello", "x".repeat(999) + "\n")).contains("base64");
        assertThat(message("Hello", "x\nFrom y\n")).contains("base64");
    }
}
