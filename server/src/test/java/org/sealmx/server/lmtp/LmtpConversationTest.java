package org.sealmx.server.lmtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LmtpConversationTest {

    /** In octets. */
    private static final int MAX_COMMAND_LINE = 4_096;

    private static final String STORED = "250 2.6.0 Message stored";

    private final LmtpFixture fixture = new LmtpFixture();
    private Dialogue client;

    @BeforeEach
    void connect() throws IOException {
        client = fixture.connect();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        fixture.close();
    }

    @Test
    void serverShouldGreetWhenAClientConnects() throws IOException {
        assertThat(client.reply()).startsWith("220 ").contains("LMTP");
    }

    @Test
    void lhloShouldAnnounceTheExtensionsWhenItIsSaid() throws IOException {
        client.reply();

        assertThat(client.command("LHLO client.example").lines().skip(1).map(line -> line.substring(4)))
                .containsExactlyInAnyOrder(
                        "PIPELINING",
                        "ENHANCEDSTATUSCODES",
                        "8BITMIME",
                        "SIZE " + LmtpFixture.MAX_MESSAGE_KIB * 1024,
                        "SMTPUTF8");
    }

    @Test
    void lhloShouldBeRefusedWhenItHasNoName() throws IOException {
        client.reply();

        assertThat(client.command("LHLO")).isEqualTo("501 5.5.4 Syntax: LHLO domain");
    }

    @Test
    void lhloShouldGreetTheClientByItsNameWhenItIsSaid() throws IOException {
        client.reply();

        assertThat(client.command("LHLO client.example").lines().findFirst())
                .get(InstanceOfAssertFactories.STRING)
                .matches("250-\\S+ Hello client\\.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EHLO client.example",
                "HELO client.example",
                "BDAT 10 LAST",
                "STARTTLS",
                "AUTH PLAIN",
                "XYZZY",
                ""
            })
    void commandShouldBeUnknownWhenLmtpHasNoSuchCommand(String command) throws IOException {
        client.greeted();

        assertThat(client.command(command)).isEqualTo("500 5.5.1 Unknown command");
        assertThat(client.command("NOOP")).startsWith("250 ");
    }

    @Test
    void mailShouldNeedLhloWhenNoneWasSaid() throws IOException {
        client.reply();

        assertThat(client.command("MAIL FROM:<a@example.com>")).isEqualTo("503 5.5.1 Need LHLO first");
    }

    @Test
    void mailShouldNeedLhloWhenOnlyEhloWasTried() throws IOException {
        client.reply();
        client.command("EHLO client.example");

        assertThat(client.command("MAIL FROM:<a@example.com>")).startsWith("503 5.5.1 ");
    }

    @Test
    void rcptShouldNeedMailWhenNoneWasSaid() throws IOException {
        client.greeted();

        assertThat(client.command("RCPT TO:<alice@example.org>")).isEqualTo("503 5.5.1 Need MAIL first");
    }

    @Test
    void dataShouldNeedMailWhenNoneWasSaid() throws IOException {
        client.greeted();

        assertThat(client.command("DATA")).isEqualTo("503 5.5.1 Need MAIL first");
    }

    @Test
    void dataShouldNeedARecipientWhenNoneWasAccepted() throws IOException {
        client.greeted();
        client.command("MAIL FROM:<>");
        client.command("RCPT TO:<nobody@example.org>");

        assertThat(client.command("DATA")).isEqualTo("503 5.5.1 No valid recipients");
    }

    @Test
    void dataShouldBeRefusedWhenItHasAnArgument() throws IOException {
        client.greeted();
        client.command("MAIL FROM:<>");
        client.command("RCPT TO:<alice@example.org>");

        assertThat(client.command("DATA now")).isEqualTo("501 5.5.4 Syntax: DATA");
        assertThat(client.command("DATA")).startsWith("354 ");
    }

    @Test
    void mailShouldBeRefusedWhenATransactionIsUnderWay() throws IOException {
        client.greeted();
        client.command("MAIL FROM:<>");

        assertThat(client.command("MAIL FROM:<>")).isEqualTo("503 5.5.1 Sender already specified");
    }

    @Test
    void serverShouldTakeAnotherMessageWhenThereWasNoRset() throws IOException {
        client.greeted();

        assertThat(client.send("one", "alice@example.org")).containsExactly(STORED);
        assertThat(client.send("two", "bob@example.org")).containsExactly(STORED);
        assertThat(fixture.processor.messages()).containsExactly("one\r\n", "two\r\n");
        assertThat(fixture.processor.recipients()).containsExactly("alice@example.org", "bob@example.org");
    }

    @Test
    void rsetShouldForgetTheTransactionWhenOneIsUnderWay() throws IOException {
        client.greeted();
        client.command("MAIL FROM:<a@example.com>");
        client.command("RCPT TO:<alice@example.org>");

        assertThat(client.command("RSET")).startsWith("250 2.");
        assertThat(client.command("DATA")).startsWith("503 ");
        assertThat(client.send("text", "bob@example.org")).containsExactly(STORED);
        assertThat(fixture.processor.recipients()).containsExactly("bob@example.org");
    }

    @Test
    void lhloShouldForgetTheTransactionWhenItIsSaidAgain() throws IOException {
        client.greeted();
        client.command("MAIL FROM:<a@example.com>");
        client.command("LHLO client.example");

        assertThat(client.command("RCPT TO:<alice@example.org>")).startsWith("503 ");
    }

    /** RFC 2920 section 3.2. */
    @Test
    void repliesToCommandsThatCameTogetherShouldGoOutTogether() throws IOException {
        int commands = 50;
        String reply = "250 2.0.0 OK\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.port())) {
            BufferedReader greeting =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 1);
            assertThat(greeting.readLine()).startsWith("220 ");
            socket.getOutputStream().write("NOOP\r\n".repeat(commands).getBytes(StandardCharsets.US_ASCII));
            byte[] all = new byte[2 * commands * reply.length()];
            int first = socket.getInputStream().read(all);
            assertThat(new String(all, 0, first, StandardCharsets.US_ASCII)).isEqualTo(reply.repeat(commands));
        }
    }

    @Test
    void serverShouldAnswerInOrderWhenAWholeTransactionIsPipelined() throws IOException {
        client.greeted();
        client.write(String.join(
                "\r\n",
                "MAIL FROM:<a@example.com>",
                "RCPT TO:<alice@example.org>",
                "RCPT TO:<nobody@example.org>",
                "RCPT TO:<bob@example.org>",
                "DATA",
                ""));
        assertThat(client.replies(5).stream().map(reply -> reply.substring(0, 3)))
                .containsExactly("250", "250", "550", "250", "354");

        client.write("text\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<carol@example.org>\r\nDATA\r\n");
        assertThat(client.replies(5).stream().map(reply -> reply.substring(0, 9)))
                .containsExactly("250 2.6.0", "250 2.6.0", "250 2.1.0", "250 2.1.5", "354 End d");
        client.write("more\r\n.\r\nQUIT\r\n");
        assertThat(client.replies(2)).first().isEqualTo(STORED);
        assertThat(fixture.processor.messages()).containsExactly("text\r\n", "text\r\n", "more\r\n");
    }

    @Test
    void serverShouldReadCommandsWhenTheyComeOctetByOctet() throws IOException {
        client.greeted();
        String command = "MAIL FROM:<a@example.com>\r\n";
        for (int i = 0; i < command.length(); i++) {
            client.write(command.substring(i, i + 1));
        }

        assertThat(client.reply()).isEqualTo("250 2.1.0 Sender OK");
    }

    @Test
    void serverShouldSayOnceThatALineIsTooLongAndGoOnWhenACommandLineIsTooLong() throws IOException {
        client.greeted();
        client.write("NOOP " + "x".repeat(MAX_COMMAND_LINE) + "\r\nNOOP\r\n");

        assertThat(client.reply()).isEqualTo("500 5.5.2 Command line too long");
        assertThat(client.reply()).startsWith("250 ");
    }

    @Test
    void serverShouldSayOnceThatALineIsTooLongWhenItIsLongerThanAnyBuffer() throws IOException {
        client.greeted();
        for (int i = 0; i < 30; i++) {
            client.write("x".repeat(10_000));
        }
        client.write("\r\nNOOP\r\n");

        assertThat(client.reply()).isEqualTo("500 5.5.2 Command line too long");
        assertThat(client.reply()).startsWith("250 ");
    }

    @Test
    void quitShouldEndTheConnectionWhenItIsSaid() throws IOException {
        client.greeted();

        assertThat(client.command("QUIT")).startsWith("221 2.");
        assertThat(client.reply()).isEmpty();
    }

    @Test
    void vrfyShouldTellNothingWhenItIsAsked() throws IOException {
        client.greeted();

        assertThat(client.command("VRFY alice")).startsWith("502 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSET x", "DATA x", "QUIT x"})
    void commandShouldBeRefusedAndTheConnectionGoOnWhenItHasAnArgument(String command) throws IOException {
        client.greeted();
        client.command("MAIL FROM:<a@example.com>");
        client.command("RCPT TO:<alice@example.org>");

        assertThat(client.command(command)).startsWith("501 5.5.4 Syntax: " + command.substring(0, 4));
        assertThat(client.command("DATA")).startsWith("354 ");
    }

    @Test
    void repliesShouldHaveAnEnhancedStatusWhenLhloWasSaid() throws IOException {
        client.greeted();

        assertThat(List.of(
                        client.command("NOOP"),
                        client.command("RSET"),
                        client.command("RSET x"),
                        client.command("QUIT")))
                .allMatch(reply -> reply.matches("(?s)(\\d)\\d\\d \\1\\.\\d+\\.\\d+ .*"));
    }
}
