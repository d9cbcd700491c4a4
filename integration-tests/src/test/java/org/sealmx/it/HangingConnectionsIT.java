package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.DotStuffing;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Faults;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.SealMxServer;

/**
 * A connection whose message hangs in James' processors does not block another connection, on a machine with two cores.
 */
class HangingConnectionsIT {

    private static final int HANGING = 4;

    @Test
    void fifthConnectionShouldBeServedWhenFourHang() throws Exception {
        try (Faults faults = new Faults();
                SealMxServer server = SealMxServer.builder()
                        .directory(Accounts.shared()::writeTo)
                        .jvmOption(faults.jvmOption())
                        .jvmOption("-XX:ActiveProcessorCount=2")
                        .conf(Faults::beforeSealing)
                        .start()) {
            List<LmtpClient> hanging = new ArrayList<>();
            try {
                for (int i = 0; i < HANGING; i++) {
                    hanging.add(hang(server));
                }
                faults.awaitWaiting(HANGING);
                try (LmtpClient fifth = server.lmtp()) {
                    assertThat(fifth.deliver(Accounts.SENDER, List.of(Accounts.ALICE), Messages.fresh()))
                            .extracting(ServerReply::status)
                            .containsExactly("250 2.6.0");
                }
                assertThat(server.count(Accounts.ALICE)).isEqualTo(1);
                faults.release();
                for (LmtpClient client : hanging) {
                    assertThat(client.readReply().status()).isEqualTo("250 2.6.0");
                }
                assertThat(server.count(Accounts.ALICE)).isEqualTo(1 + HANGING);
            } finally {
                for (LmtpClient client : hanging) {
                    client.close();
                }
            }
        }
    }

    private static LmtpClient hang(SealMxServer server) throws Exception {
        LmtpClient client = server.lmtp();
        client.envelope(Accounts.SENDER, List.of(Accounts.ALICE));
        assertThat(client.command("DATA").code()).isEqualTo(354);
        client.raw().send(DotStuffing.stuff(Messages.fresh("X-Fault: wait\r\n")));
        return client;
    }
}
