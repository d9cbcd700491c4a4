package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LineConnection;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Octets;
import org.sealmx.it.harness.SealMxServer;

/**
 * Too many clients, silent clients and rude clients, with the shipped limits except for a short idle time and a small
 * budget.
 */
class ConnectionsIT {

    /** As lmtpserver.xml has them. */
    private static final int LMTP_CONNECTIONS = 100;
    /** As imapserver.xml has them. */
    private static final int IMAP_CONNECTIONS = 400;

    private static final int IDLE_SECONDS = 2;
    private static final int BUDGET_KIB = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .conf(conf -> {
                    conf.append(
                            "sealmx.properties",
                            "max-kib-in-flight=" + BUDGET_KIB + "\ndata-idle-seconds=" + IDLE_SECONDS);
                    conf.replace("lmtpserver.xml", "<maxmessagesize>\\d+<", "<maxmessagesize>" + BUDGET_KIB + "<");
                })
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    private static void requireDelivers() throws Exception {
        try (LmtpClient client = server.lmtp()) {
            assertThat(client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), Messages.fresh()))
                    .extracting(ServerReply::status)
                    .containsExactly("250 2.6.0");
        }
    }

    /** The server notices only a little later that a client has gone. */
    private static void awaitDelivery() throws Exception {
        Await.until("room for another client", PATIENCE, () -> {
            try (LineConnection connection = new LineConnection(server.lmtpPort())) {
                return connection.readLine().startsWith("220 ");
            }
        });
        requireDelivers();
    }

    @Test
    void lastClientShouldHearWhyWhenThereAreTooMany() throws Exception {
        List<LmtpClient> clients = new ArrayList<>();
        for (int i = 0; i < LMTP_CONNECTIONS; i++) {
            clients.add(LmtpClient.connect(server.lmtpPort()));
        }
        try (LineConnection another = new LineConnection(server.lmtpPort())) {
            assertThat(another.readLine()).isEqualTo("421 4.3.2 Too many connections, try again later");
        }
        for (LmtpClient client : clients) {
            client.close();
        }

        awaitDelivery();
    }

    @Test
    void bytesShouldBeGivenBackWhenThreeClientsHoldThemAllInSilence() throws Exception {
        byte[] part = Octets.of(("x".repeat(998) + "\r\n").repeat(BUDGET_KIB * 1024 / 1000 / 3));
        List<LmtpClient> silent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            LmtpClient client = server.lmtp();
            silent.add(client);
            client.envelope(Accounts.SENDER, List.of(Accounts.ALICE));
            client.command("DATA");
            client.raw().send(part);
        }
        for (LmtpClient client : silent) {
            assertThat(client.readReply().status()).isEqualTo("421 4.4.2");
            client.close();
        }

        requireDelivers();
        Await.until("the log to say so", PATIENCE, () -> server.log().text().contains("(data-idle-seconds)"));
    }

    @Test
    void logShouldHoldNoErrorWhenClientsResetTheirConnections() throws Exception {
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.lmtpPort())) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(Octets.of("LHLO x\r\nMAIL FROM:<>\r\nNOOP\r\n".repeat(1 + i)));
            }
        }
        awaitDelivery();

        assertThat(server.log().text()).doesNotContain("ERROR").doesNotContain("listener notification");
    }

    @Test
    void lmtpShouldGoOnWhenImapClientsAreTooMany() throws Exception {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < IMAP_CONNECTIONS + 100; i++) {
            clients.add(new Socket(InetAddress.getLoopbackAddress(), server.imapPort()));
        }
        Await.until("the limit of IMAP", PATIENCE, () -> isRefused(server.imapPort()));

        requireDelivers();
        for (Socket client : clients) {
            client.close();
        }
    }

    private static boolean isRefused(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return socket.getInputStream().read() < 0;
        }
    }
}
