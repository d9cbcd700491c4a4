package org.sealmx.server.lmtp.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.smtp.Replies;

class DataReaderTest {

    private static final String END = "\r\n.\r\n";
    private static final int NO_LIMIT = 0;
    private static final int LINE = 20;

    private final InFlightBudget budget = new InFlightBudget(1_000_000);

    private DataReader reader() {
        return new DataReader(NO_LIMIT, LINE, budget);
    }

    private static ByteBuf octets(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }

    private static DataReader read(DataReader reader, String... blocks) {
        for (String block : blocks) {
            reader.consume(octets(block));
        }
        return reader;
    }

    private static String message(DataReader reader) {
        try (InputStream in = reader.message().open()) {
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resolves escapes as in Java source. */
    private static String unescaped(String text) {
        return text.translateEscapes();
    }

    @ParameterizedTest
    @CsvSource({
        "'text\\r\\n.\\r\\n', 'text\\r\\n'",
        "'.\\r\\n', ''",
        "'\\r\\n.\\r\\n', '\\r\\n'",
        "'\\r\\n\\r\\n.\\r\\n', '\\r\\n\\r\\n'",
        "'..\\r\\n.\\r\\n', '.\\r\\n'",
        "'...\\r\\n.\\r\\n', '..\\r\\n'",
        "'..text\\r\\n.\\r\\n', '.text\\r\\n'",
        "'.text\\r\\n.\\r\\n', 'text\\r\\n'",
        "'text.\\r\\n.\\r\\n', 'text.\\r\\n'",
        "'a\\r\\n..\\r\\n..b\\r\\n.\\r\\n', 'a\\r\\n.\\r\\n.b\\r\\n'",
        "'a.b\\r\\n.\\r\\n', 'a.b\\r\\n'",
        "'\\377\\0\\200\\r\\n.\\r\\n', '\\377\\0\\200\\r\\n'"
    })
    void consumeShouldYieldTheMessageWhereverTheInputIsSplit(String escapedInput, String escapedMessage) {
        String input = unescaped(escapedInput);
        for (int first = 0; first <= input.length(); first++) {
            for (int second = first; second <= input.length(); second++) {
                DataReader reader = read(
                        reader(), input.substring(0, first), input.substring(first, second), input.substring(second));

                assertThat(reader.violation()).isEmpty();
                assertThat(reader.isComplete()).isTrue();
                assertThat(message(reader)).isEqualTo(unescaped(escapedMessage));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\nb",
                "a\\rb",
                "a\\n",
                "a\\r",
                ".\\n",
                "a\\n.\\n",
                "a\\n.\\r\\n",
                "a\\r.\\r\\n",
                "a\\r\\n.\\rb",
                "a\\r\\n.\\r\\r\\n",
                "a\\r\\n.\\n",
                "a\\r\\n.\\r.\\r\\n",
                "\\n",
                "\\r\\r\\n",
                "a\\r\\r\\n",
                "a\\n\\r\\n"
            })
    void consumeShouldRefuseAndReadOnToTheEndWhenThereIsABareCarriageReturnOrLineFeed(String escapedInput) {
        String input = unescaped(escapedInput) + END;
        for (int split = 0; split <= input.length(); split++) {
            DataReader reader = read(reader(), input.substring(0, split), input.substring(split));

            assertThat(reader.violation()).contains(Replies.BARE_CR_OR_LF);
            assertThat(reader.isComplete()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text", "text\\r\\n", "text\\r\\n.", "text\\r\\n.\\r", "\\r", ".", ".\\r", "a\\r\\n..\\r\\n"
            })
    void isCompleteShouldBeFalseWhenTheEndIsNotThere(String escapedInput) {
        assertThat(read(reader(), unescaped(escapedInput)).isComplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\n.\\n", "a\\n.\\r\\n", "a\\r.\\r", "a\\r\\n.\\n", "a\\r.\\r\\n"})
    void isCompleteShouldBeFalseWhenALineEndIsBare(String escapedInput) {
        assertThat(read(reader(), unescaped(escapedInput)).isComplete()).isFalse();
    }

    @Test
    void consumeShouldLeaveWhatFollowsTheEndWhenCommandsArePipelined() {
        ByteBuf in = octets("text" + END + "MAIL FROM:<>\r\n");
        DataReader reader = reader();
        reader.consume(in);

        assertThat(in.toString(ISO_8859_1)).isEqualTo("MAIL FROM:<>\r\n");
        assertThat(message(reader)).isEqualTo("text\r\n");
    }

    @Test
    void consumeShouldTakeNothingWhenTheEndWasSeen() {
        DataReader reader = read(reader(), "text" + END);
        ByteBuf in = octets("RSET\r\n");
        reader.consume(in);

        assertThat(in.readableBytes()).isEqualTo(6);
        assertThat(message(reader)).isEqualTo("text\r\n");
    }

    @Test
    void messageShouldThrowWhenTheEndIsNotThere() {
        DataReader reader = read(reader(), "text\r\n");

        assertThatThrownBy(reader::message).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void messageShouldThrowWhenTheMessageWasRefused() {
        DataReader reader = read(reader(), "a\nb" + END);

        assertThatThrownBy(reader::message).isInstanceOf(IllegalStateException.class);
    }

    /**
     * Lines, some of them with dots to be stuffed, whose ends are at all positions around the boundaries of the blocks
     * that are read at once.
     */
    @Test
    void consumeShouldYieldTheMessageWhenItIsLongerThanOneBlock() {
        for (int shift = 0; shift < 8; shift++) {
            List<String> lines = new ArrayList<>(List.of("x".repeat(shift)));
            for (int i = 0; i < 16_500; i++) {
                lines.add(i % 2 == 0 ? ".." : "..a.");
            }
            String stuffed = String.join("\r\n", lines);
            String expected = stuffed.replace("\r\n.", "\r\n") + "\r\n";

            DataReader reader = read(reader(), stuffed + END);

            assertThat(message(reader)).isEqualTo(expected);
        }
    }

    private static List<String> linesOf(int length) {
        String line = "x".repeat(length);
        return List.of(line, "." + line.substring(1).replace('x', '.') + ".", "a\r\n" + line + "\r\nb");
    }

    @Test
    void consumeShouldAcceptWhenLinesAreAsLongAsTheLimit() {
        for (String input : linesOf(LINE)) {
            for (int split = 0; split <= input.length(); split++) {
                assertThat(read(reader(), input.substring(0, split), input.substring(split) + END)
                                .violation())
                        .isEmpty();
            }
        }
    }

    @Test
    void consumeShouldRefuseAndReadOnWhenALineIsOneOctetOverTheLimit() {
        for (String input : linesOf(LINE + 1)) {
            for (int split = 0; split <= input.length(); split++) {
                DataReader reader = read(reader(), input.substring(0, split), input.substring(split) + END);

                assertThat(reader.violation()).contains(Replies.LINE_TOO_LONG);
                assertThat(reader.isComplete()).isTrue();
            }
        }
    }

    @Test
    void violationShouldBeThereWhenALineGoesOnWithoutEnd() {
        assertThat(read(reader(), "x".repeat(LINE + 1)).violation()).contains(Replies.LINE_TOO_LONG);
    }

    @Test
    void violationShouldBeTheFirstWhenThereAreSeveral() {
        assertThat(read(reader(), "a\nb\r\n" + "x".repeat(LINE + 1) + END).violation())
                .contains(Replies.BARE_CR_OR_LF);
    }

    @Test
    void consumeShouldAcceptWhenTheMessageIsAsLongAsTheLimit() {
        String input = "..34\r\n78\r\n";
        for (int split = 0; split <= input.length(); split++) {
            DataReader reader = read(
                    new DataReader(input.length() - 1, LINE, budget),
                    input.substring(0, split),
                    input.substring(split) + ".\r\n");

            assertThat(reader.violation()).isEmpty();
        }
    }

    @Test
    void consumeShouldRefuseWhenTheMessageIsOneOctetOverTheLimit() {
        String input = "1234\r\n789\r\n";
        for (int split = 0; split <= input.length(); split++) {
            DataReader reader = read(
                    new DataReader(input.length() - 1, LINE, budget),
                    input.substring(0, split),
                    input.substring(split) + ".\r\n");

            assertThat(reader.violation()).contains(Replies.MESSAGE_TOO_BIG);
            assertThat(reader.isComplete()).isTrue();
        }
    }

    @Test
    void consumeShouldReserveWhatItKeepsWhenAMessageComesIn() {
        DataReader reader = read(new DataReader(NO_LIMIT, LINE, budget), "12345678\r\n");

        assertThat(budget.hasRoomFor(1_000_000 - 10)).isTrue();
        assertThat(budget.hasRoomFor(1_000_000 - 9)).isFalse();
        assertThat(reader.isComplete()).isFalse();
    }

    @Test
    void discardShouldGiveBackOnceWhenItIsCalledTwice() {
        DataReader reader = read(new DataReader(NO_LIMIT, LINE, budget), "12345678" + END);
        reader.discard();
        reader.discard();

        assertThat(budget.hasRoomFor(1_000_000)).isTrue();
        assertThat(budget.hasRoomFor(1_000_001)).isFalse();
    }

    @Test
    void consumeShouldRefuseAndGiveBackWhenTheBudgetIsExhausted() {
        InFlightBudget small = new InFlightBudget(10);
        DataReader reader = read(new DataReader(NO_LIMIT, LINE, small), "12345678", "9", "10\r\n", "more" + END);

        assertThat(reader.violation()).isEqualTo(Optional.of(Replies.TOO_BUSY));
        assertThat(reader.isComplete()).isTrue();
        assertThat(small.hasRoomFor(10)).isTrue();
    }

    @Test
    void consumeShouldGiveBackWhenAMessageIsRefused() {
        DataReader reader = read(new DataReader(NO_LIMIT, LINE, budget), "12345678", "\nmore");

        assertThat(budget.hasRoomFor(1_000_000)).isTrue();
        assertThat(reader.isComplete()).isFalse();
    }
}
