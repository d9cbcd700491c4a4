package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The octets of a conversation mean the same however TCP cuts them (RFC 5321 section 4.5.3.1), and nothing but CR LF, a
 * dot and CR LF ends a message (section 4.1.1.4), so that no message can smuggle another one in.
 */
class LmtpSplitsTest {

    private static final List<String> COMMANDS = List.of(
            "LHLO client.example",
            "MAIL FROM:<sender@example.com> BODY=8BITMIME",
            "RCPT TO:<alice@example.org>",
            "RCPT TO:<nobody@example.org>",
            "RCPT TO:<bob@example.org>",
            "DATA");
    private static final String MESSAGE = "Subject: hi\r\n\r\n..\r\n..two dots\r\nmid.dle\r\n.\r\n";
    private static final String UNSTUFFED = "Subject: hi\r\n\r\n.\r\n.two dots\r\nmid.dle\r\n";
    private static final String CONVERSATION = String.join("\r\n", COMMANDS) + "\r\n" + MESSAGE + "NOOP\r\nQUIT\r\n";
    private static final List<String> STATUSES = List.of(
            "250",
            "250 2.1.0",
            "250 2.1.5",
            "550 5.1.1",
            "250 2.1.5",
            "354",
            "250 2.6.0",
            "250 2.6.0",
            "250 2.0.0",
            "221 2.0.0");

    private static LmtpFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new LmtpFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void forget() {
        fixture.processor.messages().clear();
        fixture.processor.recipients().clear();
    }

    /** How many replies the server owes after these octets of the conversation. */
    private static int repliesTo(String octets) {
        int commands = octets.split("\r\n", -1).length - 1;
        if (commands < COMMANDS.size()) {
            return commands;
        }
        int data = octets.indexOf("DATA\r\n") + 6;
        if (octets.length() < data + MESSAGE.length()) {
            return COMMANDS.size();
        }
        String rest = octets.substring(data + MESSAGE.length());
        return COMMANDS.size() + 2 + rest.split("\r\n", -1).length - 1;
    }

    private static List<String> converse(List<String> pieces) throws IOException {
        List<String> replies = new ArrayList<>();
        try (Dialogue client = fixture.connect()) {
            client.reply();
            StringBuilder sent = new StringBuilder();
            for (String piece : pieces) {
                client.write(piece);
                sent.append(piece);
                // the next piece is sent only when the server has read this one as far as it can tell
                replies.addAll(client.replies(repliesTo(sent.toString()) - replies.size()));
            }
            assertThat(client.reply()).as("the end").isEmpty();
        }
        return replies;
    }

    private static void requireRight(List<String> replies) {
        assertThat(replies).hasSameSizeAs(STATUSES);
        for (int i = 0; i < STATUSES.size(); i++) {
            assertThat(replies.get(i)).startsWith(STATUSES.get(i));
        }
        assertThat(fixture.processor.messages()).containsExactly(UNSTUFFED, UNSTUFFED);
        assertThat(fixture.processor.recipients()).containsExactlyInAnyOrder("alice@example.org", "bob@example.org");
    }

    static IntStream positions() {
        return IntStream.range(1, CONVERSATION.length());
    }

    @ParameterizedTest
    @MethodSource("positions")
    void conversationShouldMeanTheSameWhenItIsSplit(int position) throws IOException {
        requireRight(converse(List.of(CONVERSATION.substring(0, position), CONVERSATION.substring(position))));
    }

    @Test
    void conversationShouldMeanTheSameInOnePiece() throws IOException {
        requireRight(converse(List.of(CONVERSATION)));
    }

    @Test
    void conversationShouldMeanTheSameOctetByOctet() throws IOException {
        requireRight(converse(CONVERSATION.chars().mapToObj(Character::toString).toList()));
    }

    /** What some servers take for the end of a message. */
    static Stream<Arguments> ends() {
        return Stream.of(
                        "\n.\n",
                        "\n.\r\n",
                        "\r\n.\n",
                        "\r.\r",
                        "\r.\r\n",
                        "\r\n.\r",
                        "\r\n.\r\r\n",
                        "\r\n.\0\r\n",
                        "\r\n.\u000b\n",
                        "\r\n. \r\n",
                        "\r\n\0.\r\n",
                        "\r\r\n.\r\r\n",
                        "\n\n.\r\n",
                        "\r\n.\u0085",
                        "\r\n..\r\n",
                        "\r\n.\r\0\n",
                        "\r\n.\n\r",
                        "\n\r.\n\r")
                .map(end -> Arguments.of(
                        end.replace("\r", "<CR>").replace("\n", "<LF>").replace("\0", "<NUL>"), end));
    }

    /** However the server takes the message, it is one, and what is in it is not a command. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void messageShouldNotSmuggleAnotherWhenItHasAnEndThatIsNone(String shown, String end) throws IOException {
        try (Dialogue client = fixture.greeted()) {
            client.begin("alice@example.org");
            client.write("Subject: hi\r\n\r\ntext" + end
                    + "MAIL FROM:<>\r\nRCPT TO:<bob@example.org>\r\nDATA\r\nsmuggled\r\n.\r\nNOOP\r\n");

            assertThat(client.reply())
                    .as("the reply to the only message")
                    .matches("(?s)(250 2\\.6\\.0|5\\d\\d 5\\.).*");
            assertThat(client.reply()).isEqualTo("250 2.0.0 OK");
        }
        assertThat(fixture.processor.recipients()).doesNotContain("bob@example.org");
        assertThat(fixture.processor.messages()).allMatch(message -> message.startsWith("Subject: hi"));
    }
}
