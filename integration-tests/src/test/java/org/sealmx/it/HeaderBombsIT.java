package org.sealmx.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.DiscardingCouchDb;
import org.sealmx.it.harness.Messages;
import org.sealmx.it.harness.SealMxServer;

/**
 * A hundred messages at once that are built to cost memory, with a heap of 512 MB: all are stored, and ordinary mail is
 * still delivered.
 */
class HeaderBombsIT {

    private static final int AT_ONCE = 100;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long PAUSE = Duration.ofMillis(50).toNanos();
    /** The heap in use after a garbage collection. */
    private static final Pattern COLLECTED = Pattern.compile("->(\\d+)M\\(");

    private static DiscardingCouchDb store;
    private static SealMxServer server;

    @BeforeAll
    static void startServer() throws Exception {
        store = new DiscardingCouchDb();
        server = SealMxServer.builder()
                .directory(Accounts.shared()::writeTo)
                .storeInCouchDb()
                .conf(conf -> {
                    conf.append("sealmx.properties", "couchdb-nodes=" + store.url());
                    conf.replace(
                            "lmtpserver.xml",
                            "<connectionLimit>\\d+</connectionLimit>",
                            "<connectionLimit>" + (AT_ONCE + 10) + "</connectionLimit>");
                })
                .jvmOption("-Xmx512m")
                .jvmOption("-XX:+ExitOnOutOfMemoryError")
                .jvmOption("-Xlog:gc:file=gc.txt")
                .start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void messagesShouldBeStoredWhenAHundredCostlyOnesComeAtOnce(HeaderBomb bomb) throws Exception {
        byte[] message = bomb.message();
        int collections = collected().size();
        int stored = store.messages();
        AtomicInteger deferred = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE + 1);
        try {
            Future<Integer> ordinary = threads.submit(() -> deliverOrdinaryMailUntil(over));
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                all.add(() -> deliver(message, deferred));
            }
            for (Future<Void> one : threads.invokeAll(all)) {
                one.get();
            }
            over.set(true);
            int ordinaryMails = ordinary.get();
            System.out.printf(
                    "%-30s %d x %,d octets in %.1f s, deferred %d times, %d ordinary mails meanwhile, heap in use %s%n",
                    bomb,
                    AT_ONCE,
                    message.length,
                    (System.nanoTime() - start) / 1e9,
                    deferred.get(),
                    ordinaryMails,
                    heap(collections));
            assertThat(store.messages() - stored).isEqualTo(AT_ONCE + ordinaryMails);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    /** Retries deferred messages, as Postfix does. */
    private static Void deliver(byte[] message, AtomicInteger deferred) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try (LmtpClient client = server.lmtp()) {
                ServerReply reply = client.deliver(Accounts.SENDER, List.of(Accounts.ALICE), message)
                        .get(0);
                if (reply.code() == 250) {
                    return null;
                }
                assertThat(reply.status()).isEqualTo("451 4.3.2");
                deferred.incrementAndGet();
            }
            LockSupport.parkNanos(PAUSE);
        }
        throw new AssertionError("deferred for " + LIMIT);
    }

    private static int deliverOrdinaryMailUntil(AtomicBoolean over) throws IOException {
        AtomicInteger deferred = new AtomicInteger();
        int delivered = 0;
        do {
            deliver(Messages.fresh(), deferred);
            delivered++;
        } while (!over.get());
        return delivered;
    }

    private static String heap(int collectionsBefore) throws IOException {
        List<Integer> since = collected();
        return since.subList(collectionsBefore, since.size()).stream()
                .max(Integer::compare)
                .map(most -> "at most " + most + " MB after a collection")
                .orElse("never collected");
    }

    private static List<Integer> collected() throws IOException {
        Path log = server.folder().resolve("gc.txt");
        return COLLECTED
                .matcher(Files.readString(log))
                .results()
                .map((MatchResult result) -> Integer.parseInt(result.group(1)))
                .toList();
    }
}
