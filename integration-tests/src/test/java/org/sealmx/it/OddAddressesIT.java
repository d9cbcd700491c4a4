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
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SmtpSink;

/** Rare kinds of addresses, from Postfix' SMTP port into the mailbox. */
class OddAddressesIT {

    private static final String DOTS = "\"a..b\"@example.org";
    private static final String APOSTROPHE = "o'neil!x@example.org";
    private static final List<String> NO_MAILBOX =
            List.of("r&d@example.org", "\"a@b\"@example.org", "\"a b\"@example.org", "\"a:b\"@example.org");

    private static SealMxServer server;
    private static SmtpSink elsewhere;
    private static PostfixServer postfix;

    @BeforeAll
    static void startServers() throws Exception {
        server = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .directory(directory -> {
                    String certificate = Accounts.shared().alice().certificate();
                    directory.account(DOTS, certificate).account(APOSTROPHE, certificate);
                    NO_MAILBOX.forEach(address -> directory.account(address, certificate));
                })
                .start();
        elsewhere = new SmtpSink();
        postfix = PostfixServer.start("example.org", server.lmtpPort(), elsewhere.port());
    }

    @AfterAll
    static void stopServers() throws Exception {
        postfix.close();
        elsewhere.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"user..name.\"@docomo.example",
                "\".first\"@docomo.example",
                "\"two@signs\"@example.com",
                "\"a b\"@example.com",
                "root@3f2a9c1b7d4e",
                "user@[192.0.2.1]",
                "a&b%c@under_score.example"
            })
    void messageShouldArriveWhenItsSenderIsOdd(String sender) throws Exception {
        int before = server.count(Accounts.ALICE);
        postfix.submit(sender, List.of(Accounts.ALICE), Messages.fresh());
        server.awaitMessage(Accounts.ALICE, before + 1);
        postfix.awaitEmptyQueue();
    }

    @ParameterizedTest
    @ValueSource(strings = {DOTS, APOSTROPHE})
    void messageShouldArriveWhenItsRecipientIsOdd(String recipient) throws Exception {
        String user = recipient.replace("\"", "");
        int before = server.count(user);
        postfix.submit(Accounts.SENDER, List.of(recipient), Messages.fresh());
        server.awaitMessage(user, before + 1);
        postfix.awaitEmptyQueue();
    }

    @Test
    void recipientShouldBeRefusedAtRcptWhenJamesCanHaveNoMailboxForIt() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.envelope(Accounts.SENDER, NO_MAILBOX))
                    .extracting(ServerReply::status)
                    .containsOnly("550 5.1.1");
        }
    }
}
