package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Octets;
import org.sealmx.it.harness.Samples;
import org.sealmx.it.harness.SealMxServer;

/**
 * A message that is too large or malformed is refused as a whole, with one reply for each recipient, and the connection
 * stays usable.
 */
class LimitsIT {

    private static final int LIMIT_KB = 10_240;
    private static final int TOO_LARGE = 20_000_000;
    /** As shipped, in octets. */
    private static final int LONGEST_LINE = 1_000_000;

    private static final String HEADER = "From: sender@example.com\r\nSubject: x\r\n\r\n";
    private static final List<String> RECIPIENTS = List.of(Accounts.ALICE, Accounts.BOB, Accounts.ALICE);

    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .conf(conf -> conf.replace(
                        "lmtpserver.xml",
                        "<maxmessagesize>\\d+</maxmessagesize>",
                        "<maxmessagesize>" + LIMIT_KB + "</maxmessagesize>"))
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Test
    void messageShouldBeRefusedWhenItIsLargerThanTheLimit() throws Exception {
        requireRefused(Samples.large(TOO_LARGE).bytes(), "552 5.3.4");
    }

    @Test
    void messageShouldBeRefusedWhenALineIsTooLong() throws Exception {
        requireRefused(Octets.of(HEADER + "before\r\n" + "x".repeat(LONGEST_LINE + 1) + "\r\nafter\r\n"), "500 5.5.2");
    }

    @Test
    void messageShouldBeRefusedWhenAHeaderLineIsTooLong() throws Exception {
        requireRefused(Octets.of("X-Long: " + "x".repeat(LONGEST_LINE) + "\r\n" + HEADER + "body\r\n"), "500 5.5.2");
    }

    @Test
    void messageShouldBeStoredWhenItsLinesAreAsLongAsTheLimit() throws Exception {
        String line = "x".repeat(LONGEST_LINE) + "\r\n";
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.deliver(
                            Accounts.SENDER,
                            List.of(Accounts.ALICE),
                            Octets.of("X-Long: " + line.substring("X-Long: ".length()) + HEADER + line + line)))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.6.0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare\nLF\r\n", "bare\rCR\r\n", "\n.\n", "\r\n.\n", "\n.\r\n", "ends with CR\r\r\n"})
    void messageShouldBeRefusedWhenALineEndsWithoutCrLf(String body) throws Exception {
        requireRefused(Octets.of(HEADER + body + "MAIL FROM:<smuggled@example.com>\r\n"), "554 5.6.0");
    }

    @Test
    void mailShouldBeRefusedWhenItAnnouncesTooMuch() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.command("MAIL FROM:<sender@example.com> SIZE=" + TOO_LARGE)
                            .status())
                    .isEqualTo("552 5.3.4");
            requireDelivers(client);
        }
    }

    @Test
    void mailShouldBeAcceptedWhenItAnnouncesLittle() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.command("MAIL FROM:<sender@example.com> SIZE=1000")
                            .code())
                    .isEqualTo(250);
        }
    }

    private static void requireRefused(byte[] message, String status) throws Exception {
        int alices = server.count(Accounts.ALICE);
        int bobs = server.count(Accounts.BOB);
        try (LmtpClient client = server.lmtp()) {
            client.envelope(Accounts.SENDER, RECIPIENTS);
            assertThat(client.data(message, RECIPIENTS.size()))
                    .extracting(ServerReply::status)
                    .containsExactly(status, status, status);
            assertThat(client.command("NOOP").code()).as("no further reply").isEqualTo(250);
            assertThat(server.count(Accounts.ALICE)).isEqualTo(alices);
            assertThat(server.count(Accounts.BOB)).isEqualTo(bobs);
            requireDelivers(client);
        }
    }

    private static void requireDelivers(LmtpClient client) throws Exception {
        assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.JUDY), Messages.fresh()))
                .extracting(ServerReply::status)
                .containsExactly("250 2.6.0");
    }
}
