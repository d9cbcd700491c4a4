package org.sealmx.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.directory.MovedClock;
import org.sealmx.smtp.EmailAddress;

class TestMessageTest {

    private static String text(String address) throws IOException {
        return new String(
                TestMessage.text(EmailAddress.of(address), new MovedClock())
                        .open()
                        .readAllBytes(),
                StandardCharsets.UTF_8);
    }

    @Test
    void messageShouldBeFromAndToTheAccountWithCrLf() throws IOException {
        String text = text("alice@example.org");
        assertThat(List.of(text.split("\r\n", -1)))
                .contains(
                        "From: alice@example.org",
                        "To: alice@example.org",
                        "Date: Sun, 29 Nov 2026 12:00:00 +0000",
                        "Auto-Submitted: auto-generated")
                .noneMatch(line -> line.contains("\n") || line.contains("\r"));
        assertThat(text).endsWith("\r\n").containsPattern("Message-ID: <[0-9a-f-]{36}@example\\.org>");
    }

    @Test
    void oddAddressShouldBeQuotedOrUtf8() throws IOException {
        assertThat(text("\"a b\"@example.org")).contains("To: \"a b\"@example.org\r\n");
        assertThat(text("j\u00f6rg@example.org")).contains("To: j\u00f6rg@example.org\r\n");
    }
}
