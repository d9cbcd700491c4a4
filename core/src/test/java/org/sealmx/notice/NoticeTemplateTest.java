package org.sealmx.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.notice.NoticeTemplate.TemplateException;

class NoticeTemplateTest {

    private static final Set<String> WORDS = Set.of("days", "end");

    @TempDir
    Path folder;

    private Path file(byte[] content) throws Exception {
        return Files.write(folder.resolve("notice.txt"), content);
    }

    private Path file(String content) throws Exception {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private static void shouldNotBeRead(Path file, String because) {
        assertThatThrownBy(() -> NoticeTemplate.read(file, WORDS))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(because)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void readShouldTakeSubjectAndBody() throws Exception {
        NoticeTemplate read = NoticeTemplate.read(
                file("\uFEFFSubject: Noch {days} Tage\r\n\r\nGrüße {und} {Days} {\r\n\r\nEnde: {end}\r\n\r\n"),
                Set.of("days", "end", "und"));
        assertThat(read.with(Map.of("days", "7", "end", "{days}", "und", "$1")))
                .isEqualTo(new NoticeTemplate("Noch 7 Tage", "Grüße $1 {Days} {\n\nEnde: {days}\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "'Subject: s\n\n{dayz}', 'unknown placeholder {dayz}; it accepts {days}, {end}'",
        "'Subject: {dayz}\n\nx', unknown placeholder",
        "'Subject:\n\nx', has no subject",
        "'Subject: s\n\n \n', has no text",
        "'Subject: s\nx', must begin with",
        "'Subject: s', must begin with",
        "'Hello\n\nx', must begin with",
        "'', must begin with",
        "'Subject: s\rBcc: x\n\nx', control characters",
        "'Subject: s\n\nx\u0007y', control characters",
        "'Subject: s\u0085t\n\nx\u001b', control characters",
    })
    void readShouldRefuse(String content, String because) throws Exception {
        shouldNotBeRead(file(content), because);
    }

    @Test
    void readShouldRefuseFilesThatAreNoTexts() throws Exception {
        shouldNotBeRead(folder, "not a regular file");
        shouldNotBeRead(folder.resolve("missing"), "does not exist");
        shouldNotBeRead(file(new byte[] {'S', (byte) 0xff}), "UTF-8");
        shouldNotBeRead(file("Subject: s\n\n" + "x".repeat(NoticeTemplate.MAX_BYTES)), "larger than 65536 octets");
    }

    @Test
    void textsOfSealMxShouldBeTemplates() throws Exception {
        shouldBeTemplate(ExpiryNotices.DEFAULT_TEXT, ExpiryNotices.PLACEHOLDERS);
        shouldBeTemplate(WaitingNotices.DEFAULT_TEXT, WaitingNotices.PLACEHOLDERS);
    }

    private static void shouldBeTemplate(NoticeTemplate text, Set<String> words) throws Exception {
        assertThat(NoticeTemplate.parse("Subject: " + text.subject() + "\n\n" + text.body(), words))
                .isEqualTo(text);
    }
}
