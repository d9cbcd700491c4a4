package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.SharedServers;
import org.sealmx.it.harness.SmtpSink;

/** One transaction with a good, an unknown and a disabled recipient, one without a certificate, and an alias of two. */
class FiveRecipientsIT {

    private static final List<String> FIVE =
            List.of(Accounts.ALICE, Accounts.NOBODY, Accounts.CAROL, Accounts.DAVE, Accounts.TEAM);
    private static final List<String> MAILBOXES = List.of(Accounts.ALICE, Accounts.BOB, Accounts.JUDY);

    private static final Pattern FINAL_RECIPIENT = Pattern.compile("Final-Recipient: rfc822; (\\S+)");

    private static SealMxServer server;

    private final Map<String, Integer> before = new HashMap<>();

    @BeforeAll
    static void startServer() throws Exception {
        server = SharedServers.shipped();
    }

    @BeforeEach
    void countMessages() throws Exception {
        for (String mailbox : MAILBOXES) {
            before.put(mailbox, server.count(mailbox));
        }
    }

    @Test
    void repliesShouldTellEachRecipientsFateInOrder() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.envelope(Accounts.SENDER, FIVE))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.1.5", "550 5.1.1", "550 5.2.1", "450 4.7.5", "250 2.1.5");
            assertThat(client.data(message(), 2))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.6.0", "250 2.6.0");
        }
        requireOneMoreEach();
    }

    @Test
    void postfixShouldBounceTheRefusedAndKeepTheDeferred() throws Exception {
        PostfixServer postfix = SharedServers.postfix();
        String sender = "five@example.com";
        postfix.submit(sender, FIVE, message());
        PostfixServer.Queued queued = postfix.awaitDeferred();
        assertThat(queued.recipients()).containsExactly(Accounts.DAVE);
        assertThat(queued.reasons().get(0)).contains("450 4.7.5");
        List<SmtpSink.Envelope> bounces = SharedServers.bounces().awaitFor(sender);
        assertThat(bounces).hasSize(1);
        assertThat(bounces.get(0).sender()).isEmpty();
        assertThat(bounces.get(0).text()).contains("Status: 5.1.1", "Status: 5.2.1");
        assertThat(FINAL_RECIPIENT.matcher(bounces.get(0).text()).results().map(r -> r.group(1)))
                .containsExactlyInAnyOrder(Accounts.NOBODY, Accounts.CAROL);
        requireOneMoreEach();
        postfix.discardQueue();
        postfix.awaitEmptyQueue();
    }

    private void requireOneMoreEach() throws Exception {
        for (String mailbox : MAILBOXES) {
            List<byte[]> messages = server.inbox(mailbox);
            assertThat(messages).as(mailbox).hasSize(before.getOrDefault(mailbox, 0) + 1);
            SealedMessage sealed = SealedMessage.parse(messages.get(messages.size() - 1));
            assertThat(new String(Accounts.shared().gpg().decrypt(sealed.armor()), StandardCharsets.US_ASCII))
                    .contains("body");
        }
    }

    private static byte[] message() {
        return Messages.fresh();
    }
}
