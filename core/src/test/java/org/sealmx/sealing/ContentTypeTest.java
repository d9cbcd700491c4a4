package org.sealmx.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sealmx.mime.ContentType;

class ContentTypeTest {

    /** All characters with a meaning in the field, and one without. */
    private static final String ALPHABET = "\"\\();=/a \r\n\0\u00e4";

    @Test
    void parseShouldThrowNothingWhateverTheFieldHolds() {
        for (String begin : List.of("", "a/", "a/b;", "a/b;c=", "a/b;c=\"")) {
            parseEach(begin, 4);
        }
    }

    private static void parseEach(String text, int more) {
        assertThatCode(() -> ContentType.parse(text)).as(text).doesNotThrowAnyException();
        for (int i = 0; more > 0 && i < ALPHABET.length(); i++) {
            parseEach(text + ALPHABET.charAt(i), more - 1);
        }
    }

    /** About as many as fit into the part of a header that is parsed. */
    private static final int HOSTILE = 80_000;

    private static String withParameters(int count) {
        return " text/plain"
                + IntStream.range(0, count)
                        .mapToObj(i -> ";" + Integer.toString(i, 36) + "=a")
                        .collect(Collectors.joining());
    }

    @Test
    void parseShouldReadAsManyParametersAsAreAllowed() {
        ContentType type =
                ContentType.parse(withParameters(ContentType.MOST_PARAMETERS)).orElseThrow();

        assertThat(type.type()).isEqualTo("text/plain");
        assertThat(type.parameters()).hasSize(ContentType.MOST_PARAMETERS).containsEntry("2r", "a");
    }

    @Test
    void parseShouldRefuseMoreParameters() {
        assertThat(ContentType.parse(withParameters(ContentType.MOST_PARAMETERS + 1)))
                .isEmpty();
        assertThat(ContentType.parse(withParameters(HOSTILE))).isEmpty();
    }

    @Test
    void sealShouldWrapAMessageWithMoreParameters() throws Exception {
        for (String type :
                new String[] {"text/plain", "multipart/signed; boundary=b; protocol=application/pgp-signature"}) {
            String content = "Content-Type:" + withParameters(HOSTILE).replace("text/plain", type) + "\r\n";

            String entity = Sealing.seal(content + "\r\nHello").entity();

            assertThat(entity.startsWith("Content-Type: multipart/mixed; hp=\"cipher\""))
                    .isTrue();
            assertThat(entity.contains("\r\n" + content + "\r\nHello\r\n--")).isTrue();
        }
    }
}
