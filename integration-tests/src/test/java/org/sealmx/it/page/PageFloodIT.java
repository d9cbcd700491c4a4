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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.Ports;
import org.sealmx.it.harness.SealMxServer;

/** A flood of logins costs the page, and not the mail. */
class PageFloodIT {

    /** More than the ten a second whose passwords are verified, and whose answers come a second later. */
    private static final int CLIENTS = 32;

    private static final int LOGINS = 4_000;

    /** So many wrong passwords are verified in about 15 s, however fast the clients are. */
    private static final int VERIFIED = 200;

    /** At least so many are answered meanwhile; many more, unless mail waits for logins. */
    private static final int LETTERS = 25;

    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger verified = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void mailShouldBeDeliveredDuringThousandsOfLogins() throws Exception {
        int port = Ports.free();
        try (SealMxServer server = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .option("--page-port", Integer.toString(port))
                .start()) {
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            try {
                List<Future<Map<Integer, Integer>>> floods = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    int client = i;
                    floods.add(clients.submit(() -> flood(port, client)));
                }
                int letters = deliver(server);
                assertThat(letters).as("letters during the flood").isGreaterThanOrEqualTo(LETTERS);
                ended.set(true);
                Map<Integer, Integer> statuses = new TreeMap<>();
                for (Future<Map<Integer, Integer>> flood : floods) {
                    flood.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
                }
                assertThat(statuses.keySet()).isSubsetOf(401, 429, 503).contains(401, 429);
                assertThat(server.count(Accounts.ALICE)).isEqualTo(letters);
            } finally {
                ended.set(true);
                clients.shutdownNow();
            }
        }
    }

    /** As many logins as the connection takes, each with another name. */
    private Map<Integer, Integer> flood(int port, int client) throws IOException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        try (PageConnection page = new PageConnection(port)) {
            for (int i = 0; !ended.get(); i++) {
                String body = "{\"user\":\"u" + i + "." + client + "@example.org\",\"password\":\"x\"}";
                int status = page.post("/api/session", body.getBytes(StandardCharsets.UTF_8));
                statuses.merge(status, 1, Integer::sum);
                answers.incrementAndGet();
                if (status == 401) {
                    verified.incrementAndGet();
                }
            }
        }
        return statuses;
    }

    /** One message after the other, until the flood was long enough. */
    private int deliver(SealMxServer server) throws IOException {
        int stored = 0;
        try (LmtpClient lmtp = server.lmtp()) {
            while (verified.get() < VERIFIED || answers.get() < LOGINS) {
                for (ServerReply reply : lmtp.deliver(Accounts.SENDER, List.of(Accounts.ALICE), Messages.fresh())) {
                    assertThat(reply.toString()).contains("250");
                    stored++;
                }
            }
        }
        return stored;
    }
}
