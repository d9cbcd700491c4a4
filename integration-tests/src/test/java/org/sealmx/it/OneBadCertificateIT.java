package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SharedServers;

/** Invariant 6: one bad certificate or document never stops anyone else's mail. */
class OneBadCertificateIT {

    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = SharedServers.shipped();
    }

    @Test
    void othersShouldGetTheirMailWhenOneCertificateIsCorrupt() throws Exception {
        int before = server.count(Accounts.ALICE);
        List<String> recipients =
                List.of(Accounts.FRANK, Accounts.ERIN, Accounts.IVAN, Accounts.GRACE, Accounts.HEIDI, Accounts.ALICE);
        try (LmtpClient client = server.lmtp()) {
            List<ServerReply> replies = client.envelope(Accounts.SENDER, recipients);
            assertThat(replies)
                    .extracting(ServerReply::status)
                    .as("corrupt, expired, broken document, over quota, closed, good")
                    .satisfies(s -> assertThat(s.get(2)).startsWith("45"))
                    .element(0)
                    .isEqualTo("450 4.7.5");
            assertThat(replies.get(1).status()).isEqualTo("450 4.7.5");
            assertThat(replies.get(3).status()).isEqualTo("452 4.2.2");
            assertThat(replies.get(4).status()).isEqualTo("550 5.7.1");
            assertThat(replies.get(5).status()).isEqualTo("250 2.1.5");
            assertThat(client.data(Messages.fresh(), 1))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.6.0");
        }
        assertThat(server.count(Accounts.ALICE)).isEqualTo(before + 1);
    }

    @Test
    void replyShouldTellNoReasonWhenACertificateIsCorrupt() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            ServerReply reply =
                    client.envelope(Accounts.SENDER, List.of(Accounts.FRANK)).get(0);
            assertThat(reply.toString())
                    .doesNotContainIgnoringCase("certificate")
                    .doesNotContain("frank");
        }
    }

    @Test
    void friendShouldWriteToAClosedAddress() throws Exception {
        int before = server.count(Accounts.HEIDI);
        try (LmtpClient client = server.lmtp()) {
            client.deliver(Accounts.FRIEND, List.of(Accounts.HEIDI), Messages.fresh());
        }
        assertThat(server.count(Accounts.HEIDI)).isEqualTo(before + 1);
    }
}
