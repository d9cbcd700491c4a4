package org.sealmx.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

    @Test
    void toStringShouldBeTheLineAsItIsSent() {
        assertThat(Reply.of(550, "5.1.1", "No such address here")).hasToString("550 5.1.1 No such address here");
    }

    @ParameterizedTest
    @CsvSource({"250,2.1.5,true,false,false", "451,4.4.3,false,true,false", "550,5.1.1,false,false,true"})
    void classShouldBeThatOfTheStatus(int code, String status, boolean success, boolean temporary, boolean permanent) {
        Reply reply = Reply.of(code, status, "");
        assertThat(reply.isSuccess()).isEqualTo(success);
        assertThat(reply.isTransient()).isEqualTo(temporary);
        assertThat(!reply.isSuccess() && !reply.isTransient()).isEqualTo(permanent);
    }

    @ParameterizedTest
    @CsvSource({"250,4.1.1", "450,5.1.1", "550,4.1.1", "199,2.0.0", "600,5.0.0", "354,4.0.0", "50,5.0.0"})
    void replyShouldBeRejectedWhenCodeAndStatusDisagree(int code, String status) {
        assertThatThrownBy(() -> Reply.of(code, status, "text")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\r\nlines", "\u0000", "tab\t", "ümlaut", "\u007f"})
    void replyShouldBeRejectedWhenTheTextDoesNotFitIntoALine(String text) {
        assertThatThrownBy(() -> Reply.of(550, "5.1.1", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(text);
    }

    @Test
    void replyShouldBeRejectedWhenTheTextIsTooLong() {
        assertThat(Reply.of(550, "5.1.1", "x".repeat(400)).text()).hasSize(400);
        assertThatThrownBy(() -> Reply.of(550, "5.1.1", "x".repeat(401))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "5.1",
                "5.1.1.1",
                "5.1.",
                ".1.1",
                "5.x.1",
                "3.1.1",
                "1.0.0",
                "5.1000.0",
                "5.0.1000",
                "5.-1.0"
            })
    void statusShouldBeRejectedWhenItIsNotThreeNumbersInTheirRanges(String dotted) {
        assertThatThrownBy(() -> EnhancedStatus.parse(dotted)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "4.4.3", "5.999.999"})
    void statusShouldBeWrittenAsItWasRead(String dotted) {
        assertThat(EnhancedStatus.parse(dotted)).hasToString(dotted);
    }

    @Test
    void repliesShouldNameNoProductWhateverTheSituation() throws Exception {
        for (Field field : Replies.class.getFields()) {
            Reply reply = (Reply) field.get(null);
            assertThat(reply.text()).isNotBlank().doesNotContainIgnoringCase("sealmx", "couchdb", "james", "openpgp");
        }
    }

    @Test
    void reversePathShouldBeWrittenInAngleBrackets() {
        assertThat(ReversePath.nullPath()).hasToString("<>");
        assertThat(ReversePath.nullPath().address()).isEmpty();
        ReversePath path = ReversePath.of(EmailAddress.of("\"a b\"@Example.org"));
        assertThat(path).hasToString("<\"a b\"@example.org>");
        assertThat(path.address()).isPresent();
    }
}
