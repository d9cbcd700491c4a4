package org.sealmx.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 0x09, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x200b, 0x2028, 0x2029, 0x202e, 0xd800, 0xfeff,
                0xe0001
            })
    void lineShouldShowAQuestionMarkForWhatIsNotPrinted(int character) {
        assertThat(Printable.line("a" + Character.toString(character) + "b")).isEqualTo("a?b");
    }

    @Test
    void lineShouldLeaveAnyOtherTextAsItIs() {
        assertThat(Printable.line("f3a1 jörg 漢字 \"x\" 😀")).isEqualTo("f3a1 jörg 漢字 \"x\" 😀");
        assertThat(Printable.line("")).isEmpty();
    }

    @Test
    void lineShouldCutWhatIsLong() {
        assertThat(Printable.line("x".repeat(1_000_000))).isEqualTo("x".repeat(Printable.LONGEST) + "...");
        assertThat(Printable.line("x".repeat(Printable.LONGEST))).hasSize(Printable.LONGEST);
    }

    @Test
    void sentenceShouldKeepWhatToDoAtItsEnd() {
        String sentence = "x".repeat(Printable.LONGEST_SENTENCE);
        assertThat(Printable.sentence(sentence)).isEqualTo(sentence);
        assertThat(Printable.sentence(sentence + "\n" + sentence)).isEqualTo(sentence + "...");
        assertThat(Printable.sentence("a\u001b[2Jb")).isEqualTo("a?[2Jb");
    }

    @Test
    void accountShouldBeOneLineInALog() {
        assertThat(new AccountId("u\nERROR forged")).hasToString("u?ERROR forged");
        assertThat(new AccountId("u\nERROR forged").value()).isEqualTo("u\nERROR forged");
    }
}
