package org.sealmx.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.SealMxServer;

/** A flood of logins costs the page, and not the mail. */
class PageFloodIT {

    private static final int CLIENTS = 8;
    private static final int LOGINS_EACH = 1_000;
    private static final int LETTERS = 50;

    @Test
    void mailShouldBeDeliveredDuringThousandsOfLogins() throws Exception {
        int port = Ports.free();
        try (SealMxServer server = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .option("--page-port", Integer.toString(port))
                .start()) {
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1);
            try {
                AtomicBoolean ended = new AtomicBoolean();
                List<Future<Map<Integer, Integer>>> floods = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    int client = i;
                    floods.add(clients.submit(() -> flood(port, client)));
                }
                Future<Integer> letters = clients.submit(() -> deliver(server, ended));
                Map<Integer, Integer> statuses = new TreeMap<>();
                for (Future<Map<Integer, Integer>> flood : floods) {
                    flood.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
                }
                ended.set(true);

                assertThat(letters.get()).isGreaterThanOrEqualTo(LETTERS);
                assertThat(statuses.keySet()).isSubsetOf(401, 429, 503);
                assertThat(statuses.values().stream().mapToInt(count -> count).sum())
                        .isEqualTo(CLIENTS * LOGINS_EACH);
                assertThat(statuses.getOrDefault(429, 0)).isGreaterThan(CLIENTS * LOGINS_EACH / 2);
                assertThat(server.count(Accounts.ALICE)).isEqualTo(letters.get());
            } finally {
                clients.shutdownNow();
            }
        }
    }

    /** As many logins as the connection takes, each with another name. */
    private static Map<Integer, Integer> flood(int port, int client) throws IOException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (PageConnection page = new PageConnection(port)) {
            for (int i = 0; i < LOGINS_EACH; i++) {
                String body = "{\"user\":\"u" + i + "." + client + "@example.org\",\"password\":\"x\"}";
                statuses.merge(page.post("/api/session", body.getBytes(StandardCharsets.UTF_8)), 1, Integer::sum);
            }
        }
        return statuses;
    }

    private static int deliver(SealMxServer server, AtomicBoolean ended) throws IOException {
        int stored = 0;
        try (LmtpClient lmtp = server.lmtp()) {
            while (stored < LETTERS || !ended.get()) {
                for (ServerReply reply :
                        lmtp.deliver(Accounts.SENDER, List.of(Accounts.ALICE), Messages.fresh())) {
                    assertThat(reply.toString()).contains("250");
                    stored++;
                }
            }
        }
        return stored;
    }
}
