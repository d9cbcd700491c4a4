package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Faults;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SmtpSink;

/**
 * Invariants 3 and 4: 250 means stored, and mail that could not be stored is stored once when the store works again.
 */
class FailingStoreIT {

    private static Faults faults;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        faults = new Faults();
        server = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .jvmOption(faults.jvmOption())
                .conf(Faults::failingStore)
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        faults.close();
    }

    @Test
    void replyShouldBeTemporaryForThatRecipientOnlyWhenTheStoreFails() throws Exception {
        int alices = server.count(Accounts.ALICE);
        int bobs = server.count(Accounts.BOB);
        faults.failStoreFor("bob");
        List<String> recipients = List.of(Accounts.BOB, Accounts.ALICE);
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.deliver(Accounts.SENDER, recipients, Messages.fresh()))
                    .extracting(ServerReply::status)
                    .containsExactly("451 4.3.0", "250 2.6.0");
        } finally {
            faults.repairStoreFor("bob");
        }
        assertThat(server.count(Accounts.BOB)).isEqualTo(bobs);
        assertThat(server.count(Accounts.ALICE)).isEqualTo(alices + 1);
        assertThat(server.log().text())
                .as("invariant 9")
                .contains("ERROR")
                .doesNotContain(Accounts.ALICE, Accounts.BOB, Accounts.SENDER);
    }

    @Test
    void messageShouldArriveOnceWhenPostfixTriesAgain() throws Exception {
        int bobs = server.count(Accounts.BOB);
        int judys = server.count(Accounts.JUDY);
        try (SmtpSink bounces = new SmtpSink();
                PostfixServer postfix = PostfixServer.start("example.org", server.lmtpPort(), bounces.port())) {
            faults.failStoreFor("judy");
            try {
                postfix.submit(Accounts.SENDER, List.of(Accounts.TEAM), Messages.fresh());
                assertThat(postfix.awaitDeferred().reasons().get(0)).contains("451 4.3.0");
            } finally {
                faults.repairStoreFor("judy");
            }
            assertThat(server.count(Accounts.BOB))
                    .as("the other destination of the alias")
                    .isEqualTo(bobs + 1);
            postfix.flush();
            postfix.awaitEmptyQueue();
            assertThat(bounces.received()).isEmpty();
        }
        assertThat(server.count(Accounts.JUDY)).isEqualTo(judys + 1);
        assertThat(server.count(Accounts.BOB)).as("not twice").isEqualTo(bobs + 1);
    }
}
