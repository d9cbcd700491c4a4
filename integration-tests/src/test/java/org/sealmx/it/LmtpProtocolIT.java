package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.cli.lmtp.DotStuffing;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Octets;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SharedServers;

/** LMTP as defined by RFC 2033 and its extensions, with valid and invalid commands. */
class LmtpProtocolIT {

    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = SharedServers.shipped();
    }

    @Test
    void lhloShouldAdvertiseTheExtensions() throws Exception {
        try (LmtpClient client = LmtpClient.connect(server.lmtpPort())) {
            assertThat(client.command("LHLO mx.example.net").lines())
                    .contains("PIPELINING", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES")
                    .anyMatch(line -> line.matches("SIZE \\d+"))
                    .doesNotContain("STARTTLS")
                    .noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELO mx.example.net", "EHLO mx.example.net"})
    void greetingOfSmtpShouldBeRefused(String greeting) throws Exception {
        try (LmtpClient client = LmtpClient.connect(server.lmtpPort())) {
            assertThat(client.command(greeting).code()).isIn(500, 502, 503);
            assertThat(client.command("LHLO mx.example.net").code()).isEqualTo(250);
            requireDelivers(client);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FOO, 500",
        "FOO bar, 500",
        "MAIL, 501",
        "MAIL FROM, 501",
        "MAIL FROM:<sender@example.com, 501",
        "MAIL FROM:<no domain@>, 501 553",
        "MAIL FROM:<sender@example.com> FOO=BAR, 555 501 504",
        "MAIL FROM:<sender@example.com> SIZE=x, 501",
        "RCPT TO:<alice@example.org>, 503",
        "DATA, 503",
        "VRFY alice, 252 502",
        "TURN, 500 502",
        "LHLO, 501"
    })
    void malformedCommandShouldGetItsCode(String command, String codes) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(codes).contains(Integer.toString(client.command(command).code()));
            requireDelivers(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<not an address>", "<@>", "<alice>", "<a..b@example.org>", "<>", "<alice@exa mple.org>"})
    void recipientShouldBeRefusedAndTheSessionGoOnWhenItIsNotAnAddress(String path) throws Exception {
        try (LmtpClient client = server.lmtp()) {
            client.command("MAIL FROM:<sender@example.com>");
            assertThat(client.command("RCPT TO:" + path).code()).isIn(501, 553, 555);
            assertThat(client.command("RCPT TO:<alice@example.org>").status()).isEqualTo("250 2.1.5");
            assertThat(client.data(Messages.fresh(), 1))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.6.0");
        }
    }

    @Test
    void recipientShouldBeRefusedWhenTheDomainIsNotOurs() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.envelope(Accounts.SENDER, List.of("alice@example.com", "a@b@example.com")))
                    .extracting(ServerReply::code)
                    .allMatch(code -> code == 554 || code == 553);
        }
    }

    @Test
    void commandShouldBeRefusedWhenItsLineIsEndless() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.command("NOOP " + "x".repeat(100_000)).code()).isEqualTo(500);
            requireDelivers(client);
        }
    }

    @Test
    void dataShouldBeRefusedWhenNoRecipientIsLeft() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            client.envelope(Accounts.SENDER, List.of(Accounts.NOBODY, Accounts.DAVE));
            assertThat(client.command("DATA").status()).isEqualTo("503 5.5.1");
            assertThat(client.command("RSET").code()).isEqualTo(250);
            requireDelivers(client);
        }
    }

    @Test
    void secondMailShouldBeRefusedInsideATransaction() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            client.command("MAIL FROM:<sender@example.com>");
            assertThat(client.command("MAIL FROM:<sender@example.com>").code()).isEqualTo(503);
            assertThat(client.command("RCPT TO:<alice@example.org>").code()).isEqualTo(250);
            assertThat(client.data(Messages.fresh(), 1))
                    .extracting(ServerReply::code)
                    .containsExactly(250);
        }
    }

    @Test
    void severalMessagesShouldBeTakenOnOneConnectionWithAndWithoutRset() throws Exception {
        int before = server.count(Accounts.ALICE);
        try (LmtpClient client = server.lmtp()) {
            requireDelivers(client);
            requireDelivers(client);
            assertThat(client.command("RSET").code()).isEqualTo(250);
            requireDelivers(client);
            client.envelope(Accounts.SENDER, List.of(Accounts.BOB));
            assertThat(client.command("RSET").code()).isEqualTo(250);
            requireDelivers(client);
            assertThat(client.command("QUIT").code()).isEqualTo(221);
            assertThat(client.raw().isAtEnd()).isTrue();
        }
        assertThat(server.count(Accounts.ALICE)).isEqualTo(before + 4);
    }

    @Test
    void replyShouldComeForEveryRcptWhenOneIsRepeated() throws Exception {
        List<String> recipients = List.of(Accounts.ALICE, Accounts.ALICE, Accounts.TEAM, "ALICE@Example.ORG");
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.deliver(Accounts.SENDER, recipients, Messages.fresh()))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.6.0", "250 2.6.0", "250 2.6.0", "250 2.6.0");
            assertThat(client.command("NOOP").code()).isEqualTo(250);
        }
    }

    @Test
    void repetitionShouldBeConfirmedAndNotStoredAgain() throws Exception {
        int before = server.count(Accounts.ALICE);
        byte[] message = Messages.fresh();
        for (int attempt = 0; attempt < 3; attempt++) {
            try (LmtpClient client = server.lmtp()) {
                assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), message))
                        .extracting(ServerReply::status)
                        .containsExactly("250 2.6.0");
            }
        }
        assertThat(server.count(Accounts.ALICE)).isEqualTo(before + 1);
    }

    @Test
    void pipelinedCommandsShouldBeAnsweredInOrder() throws Exception {
        int before = server.count(Accounts.ALICE);
        byte[] commands =
                Octets.of("MAIL FROM:<>\r\nRCPT TO:<alice@example.org>\r\nRCPT TO:<nobody@example.org>\r\nDATA\r\n");
        byte[] first = DotStuffing.stuff(Messages.fresh());
        byte[] second = DotStuffing.stuff(Messages.fresh());
        try (LmtpClient client = server.lmtp()) {
            client.raw().send(Octets.concat(commands, first, commands, second, Octets.of("NOOP\r\nQUIT\r\n")));
            assertThat(client.readReplies(12))
                    .extracting(ServerReply::code)
                    .containsExactly(250, 250, 550, 354, 250, 250, 250, 550, 354, 250, 250, 221);
        }
        assertThat(server.count(Accounts.ALICE)).isEqualTo(before + 2);
    }

    @Test
    void pipelinedCommandsShouldBeAnsweredInOrderWhenDataIsRefused() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.pipeline("MAIL FROM:<>", "RCPT TO:<nobody@example.org>", "DATA", "RSET", "NOOP"))
                    .extracting(ServerReply::code)
                    .containsExactly(250, 550, 503, 250, 250);
        }
    }

    @Test
    void utf8AddressShouldBeTakenWithSmtpUtf8() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.command("MAIL FROM:<j\u00f6rg@example.com> BODY=8BITMIME SMTPUTF8")
                            .code())
                    .isEqualTo(250);
            assertThat(client.command("RCPT TO:<j\u00f6rg@example.org>").status())
                    .isEqualTo("550 5.1.1");
            assertThat(client.command("RCPT TO:<alice@example.org>").code()).isEqualTo(250);
            assertThat(client.data(Messages.fresh(), 1))
                    .extracting(ServerReply::code)
                    .containsExactly(250);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ALICE@EXAMPLE.ORG", "alice+news@example.org", "postmaster@example.org", "\"alice\"@example.org"
            })
    void otherSpellingShouldReachTheSameMailbox(String recipient) throws Exception {
        int before = server.count(Accounts.ALICE);
        try (LmtpClient client = server.lmtp()) {
            client.deliver(Accounts.SENDER, List.of(recipient), Messages.fresh());
        }
        assertThat(server.count(Accounts.ALICE)).isEqualTo(before + 1);
    }

    private static void requireDelivers(LmtpClient client) throws Exception {
        assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), Messages.fresh()))
                .extracting(ServerReply::status)
                .containsExactly("250 2.6.0");
    }
}
