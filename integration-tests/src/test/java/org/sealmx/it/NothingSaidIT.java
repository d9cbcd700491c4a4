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
import org.sealmx.it.harness.Faults;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.SealMxServer;

/**
 * Invariants 1, 3 and 6: if a mailet fails or the chain ends without a result, nothing is stored and the client keeps
 * the message.
 */
class NothingSaidIT {

    private static Faults faults;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        faults = new Faults();
        server = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .jvmOption(faults.jvmOption())
                .conf(Faults::beforeSealing)
                .conf(Faults::afterSealing)
                .conf(Faults::emptyProcessor)
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        faults.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exception",
                "runtime-exception",
                "error",
                "ghost",
                "to-error",
                "to-empty",
                "to-nowhere",
                "no-recipient",
                "exception-after-sealing",
                "ghost-after-sealing"
            })
    void replyShouldBeTemporaryWhenNobodyConfirms(String fault) throws Exception {
        requireNothingStored(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replace-after-sealing", "forge-after-sealing", "alter-after-sealing"})
    void replyShouldBeTemporaryWhenTheMessageIsNotWhatWasSealed(String fault) throws Exception {
        requireNothingStored(fault);
    }

    @Test
    void nextMessageShouldBeStoredWhenAMailetFailedBefore() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            int before = server.count(Accounts.ALICE);
            client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), message("runtime-exception"));
            assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), Messages.fresh()))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.6.0");
            assertThat(server.count(Accounts.ALICE)).isEqualTo(before + 1);
        }
    }

    @Test
    void logShouldNameNobodyWhenAMailetFails() throws Exception {
        requireNothingStored("runtime-exception");
        requireNothingStored("exception-after-sealing");
        assertThat(server.log().text())
                .as("invariant 9")
                .contains("WARN")
                .doesNotContain(Accounts.ALICE, Accounts.BOB, Accounts.SENDER);
    }

    private static void requireNothingStored(String fault) throws Exception {
        int alices = server.count(Accounts.ALICE);
        int bobs = server.count(Accounts.BOB);
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.ALICE, Accounts.BOB), message(fault)))
                    .extracting(ServerReply::status)
                    .containsExactly("451 4.3.5", "451 4.3.5");
        }
        assertThat(server.count(Accounts.ALICE)).isEqualTo(alices);
        assertThat(server.count(Accounts.BOB)).isEqualTo(bobs);
    }

    private static byte[] message(String fault) {
        return Messages.fresh("X-Fault: " + fault + "\r\n");
    }
}
