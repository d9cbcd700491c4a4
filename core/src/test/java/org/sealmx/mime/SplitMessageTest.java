package org.sealmx.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.sealing.RandomMessages;
import org.sealmx.sealing.Sealing;

class SplitMessageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "\n",
                "\r",
                "\r\r\n",
                "\r\r\nbody",
                "A: 1",
                "A: 1\r",
                "A: 1\r\n",
                "A: 1\r\n\r\n",
                "A: 1\r\n\r\nbody",
                "A: 1\n\nbody",
                "A: 1\r\n\nbody\r\n\r\nmore",
                "A: 1\r\n\r\r\n\r\nbody",
                " stray\r\nA: 1\r\n\r\nbody",
                "\r\nbody",
                "A: 1\r\n \r\n b\r\n\r\nbody",
                "no field\r\nA : 1\r\n:x\r\n\r\n"
            })
    void ofShouldLoseNothing(String message) throws Exception {
        assertThat(joined(message)).isEqualTo(message);
    }

    @Test
    void ofShouldLoseNothingWhereverTheBuffersEnd() throws Exception {
        for (int size = 8180; size < 8200; size++) {
            String message = "A: " + "x".repeat(size - 5) + "\r\n\r\nbody";

            assertThat(joined(message)).isEqualTo(message);
            assertThat(bodyOf(message)).isEqualTo("body");
        }
    }

    @Test
    void ofShouldLoseNothingOfRandomMessages() throws Exception {
        Random random = new Random(99);
        for (int i = 0; i < 3000; i++) {
            String message = RandomMessages.next(random);

            assertThat(joined(message)).isEqualTo(message);
        }
    }

    @Test
    void ofShouldEndTheHeaderAtTheFirstEmptyLine() throws Exception {
        assertThat(bodyOf("A: 1\r\nB: 2\r\n\r\nC: 3\r\n\r\nbody")).isEqualTo("C: 3\r\n\r\nbody");
        assertThat(bodyOf("A: 1\n\nC: 3\r\n")).isEqualTo("C: 3\r\n");
        assertThat(bodyOf("\r\nA: 1\r\n")).isEqualTo("A: 1\r\n");
        assertThat(bodyOf("A: 1\r\n \r\nB: 2\r\n")).isEmpty();
    }

    @Test
    void ofShouldKeepFoldedLinesTogether() {
        SplitMessage message = split("A: 1\r\n 2\r\n\t3\r\nB: 4\r\n");

        assertThat(message.fields()).hasSize(2);
        assertThat(message.fields().get(0).raw()).isEqualTo("A: 1\r\n 2\r\n\t3\r\n");
        assertThat(message.fields().get(0).value()).isEqualTo(" 1\r\n 2\r\n\t3");
    }

    @Test
    void ofShouldCutAHeaderWithoutEndAtAField() throws Exception {
        String message = "X-A: 1\r\n 2\r\n".repeat(100_000) + "Subject: a\r\n\r\nbody";

        SplitMessage split = split(message);

        assertThat(split.headerIsCut()).isTrue();
        assertThat(split.fields()).hasSizeLessThan(90_000).allMatch(f -> f.raw().equals("X-A: 1\r\n 2\r\n"));
        assertThat(bodyOf(message)).startsWith("X-A: 1\r\n 2\r\n").endsWith("\r\n\r\nbody");
        assertThat(joined(message)).isEqualTo(message);
    }

    @Test
    void ofShouldCutAHeaderOfMoreFieldsThanAnyRealOneHas() throws Exception {
        String message = "To:\r\n".repeat(209_700) + "\r\nbody";

        SplitMessage split = split(message);

        assertThat(split.headerIsCut()).isTrue();
        assertThat(split.fields()).hasSize(SplitMessage.MAX_FIELDS);
        assertThat(joined(message)).isEqualTo(message);
    }

    @Test
    void ofShouldNotCutAHeaderOfAsManyFieldsAsItTakesApart() {
        String message = "To:\r\n".repeat(SplitMessage.MAX_FIELDS) + "\r\nbody";

        assertThat(split(message).headerIsCut()).isFalse();
    }

    @Test
    void ofShouldCutAHeaderOfMoreLinesThanItTakesApart() throws Exception {
        String folds = "References:" + "\r\n x".repeat(SplitMessage.MAX_LINES - 1) + "\r\n";
        String before = "X-A: 1\r\n X\r\n";

        assertThat(split(folds + "\r\nbody").headerIsCut()).isFalse();
        assertThat(split(folds).headerIsCut()).isFalse();
        for (String message : new String[] {folds + " x\r\n\r\nbody", before + folds + "\r\nbody", folds + before}) {
            assertThat(split(message).headerIsCut()).isTrue();
            assertThat(joined(message)).isEqualTo(message);
        }
        assertThat(split(folds + before).fields()).hasSize(1);
        assertThat(split(before + folds).fields()).hasSize(1);
        assertThat(split("References:" + "\r\n x".repeat(125_000) + "\r\n\r\n").fields())
                .isEmpty();
    }

    @Test
    void ofShouldTakeAFieldThatIsTooLongForBody() throws Exception {
        String message = "X-A: " + "x".repeat(2 * SplitMessage.MAX_HEADER) + "\r\n\r\nbody";

        assertThat(split(message).fields()).isEmpty();
        assertThat(bodyOf(message)).isEqualTo(message);
    }

    @Test
    void ofShouldNotCutAHeaderThatEndsInTime() {
        String message = "X-A: " + "x".repeat(SplitMessage.MAX_HEADER - 9) + "\r\n\r\n";

        assertThat(message).hasSize(SplitMessage.MAX_HEADER);
        assertThat(split(message).headerIsCut()).isFalse();
        assertThat(split(message + "body").headerIsCut()).isFalse();
    }

    @Test
    void fieldsShouldHaveTheirNames() {
        SplitMessage message = split("A-b: 1\r\nC \t: 2\r\nno field\r\n:no name\r\n\u00e4: 3\r\n stray: 1\r\nEnd:");

        assertThat(message.fields()).extracting(HeaderField::name).containsExactly("A-b", "C", "", "", "", "End");
        assertThat(message.fields().get(0).is("a-b")).isTrue();
        assertThat(message.fields().get(1).value()).isEqualTo(" 2");
    }

    @Test
    void toStringShouldNotShowTheContent() {
        SplitMessage message = split("A: secret\r\n\r\nsecret");

        assertThat(message.toString() + message.fields()).doesNotContain("secret");
    }

    private static SplitMessage split(String message) {
        return SplitMessage.of(Sealing.message(message));
    }

    private static String bodyOf(String message) throws Exception {
        return new String(split(message).openBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static String joined(String message) throws Exception {
        SplitMessage split = split(message);
        StringBuilder joined = new StringBuilder();
        split.fields().forEach(field -> joined.append(field.raw()));
        return joined.append(split.separator()).append(bodyOf(message)).toString();
    }
}
