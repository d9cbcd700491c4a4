package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.sealmx.http.CredentialSource;
import org.sealmx.http.HttpSettings;
import org.sealmx.http.HttpTimeouts;
import org.sealmx.http.ServerException;

/**
 * Prints the cost of the HTTP client: requests per second and processor time per request, with one and with many
 * threads, and the threads and heap that a server that never answers ties up. The server runs in its own process.
 * {@code docs/adr/0022-the-asynchronous-half-of-httpclient.md} has the results; run it by hand.
 */
public final class HttpBench {

    private static final int CONNECTIONS = 64;
    private static final DatabaseName DATABASE = new DatabaseName("user-bench");
    private static final HttpTimeouts SOON =
            new HttpTimeouts(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(1500));
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final CouchDbClient client;
    private final long nanos;

    private HttpBench(CouchDbClient client, Duration time) {
        this.client = client;
        this.nanos = time.toNanos();
    }

    /** One request. */
    @FunctionalInterface
    private interface Work {
        void run() throws ServerException;
    }

    /** @param arguments the duration of each measurement in milliseconds; 3000 if empty */
    public static void main(String[] arguments) throws Exception {
        Duration time = Duration.ofMillis(arguments.length == 0 ? 3000 : Long.parseLong(arguments[0]));
        System.out.printf(
                "Java %s, %d cores%n", Runtime.version(), Runtime.getRuntime().availableProcessors());
        try (HttpBenchServer.Started server = HttpBenchServer.start()) {
            try (CouchDbClient client = open(server.uri(), HttpTimeouts.defaults())) {
                new HttpBench(client, time).speed();
            }
            try (CouchDbClient client = open(server.uri(), SOON)) {
                new HttpBench(client, time).hang();
            }
        }
    }

    private static CouchDbClient open(URI node, HttpTimeouts timeouts) throws Exception {
        return CouchDbClient.open(new HttpSettings(
                List.of(node), CredentialSource.none(), Optional.empty(), timeouts, CONNECTIONS, 8 << 20));
    }

    private void speed() throws Exception {
        measure("warm-up", 8, this::view);
        measure("warm-up", 8, store(10_000));
        System.out.println("request          threads  a second  CPU us each  failed  other threads");
        for (int threads : new int[] {1, 8, CONNECTIONS}) {
            System.out.println(measure("view, 4 kB", threads, this::view));
        }
        for (int threads : new int[] {1, 8, CONNECTIONS}) {
            System.out.println(measure("store 10 kB", threads, store(10_000)));
        }
        for (int threads : new int[] {1, 8}) {
            System.out.println(measure("store 1 MB", threads, store(1_000_000)));
        }
    }

    private void view() throws ServerException {
        client.view(DATABASE, "d", "v", List.of("a@example.org"), true);
    }

    private Work store(int size) {
        byte[] body = new byte[size];
        new Random(1).nextBytes(body);
        return () -> {
            String id = UUID.randomUUID().toString().replace("-", "");
            ObjectNode document =
                    JsonNodeFactory.instance.objectNode().put("_id", id).put("_rev", "1-" + id);
            client.store(
                    DATABASE,
                    document,
                    new Attachment("m", "message/rfc822", size, () -> new ByteArrayInputStream(body)));
        };
    }

    private String measure(String name, int threads, Work work) throws Exception {
        AtomicLong done = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        int before = ManagementFactory.getThreadMXBean().getThreadCount();
        long processor = SYSTEM.getProcessCpuTime();
        long begin = System.nanoTime();
        int after = together(threads, () -> {
            while (System.nanoTime() - begin < nanos) {
                try {
                    work.run();
                    done.incrementAndGet();
                } catch (ServerException e) {
                    failed.incrementAndGet();
                }
            }
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        double each = (SYSTEM.getProcessCpuTime() - processor) / 1e3 / Math.max(1, done.get());
        return String.format(
                "%-16s %7d %9.0f %12.0f %7d %14d",
                name, threads, done.get() / seconds, each, failed.get(), Math.max(before, after));
    }

    /** Runs the same work on several threads; returns how many other threads there were when these began. */
    private static int together(int threads, Runnable work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(work));
            }
            int others = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
            for (Future<?> each : all) {
                each.get();
            }
            return others;
        } finally {
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private void hang() throws Exception {
        int before = ManagementFactory.getThreadMXBean().getThreadCount();
        AtomicLong longest = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        together(CONNECTIONS, () -> {
            long begin = System.nanoTime();
            try {
                client.view(DATABASE, "d", HttpBenchServer.HANGING, List.of("a@example.org"), true);
            } catch (ServerException e) {
                failed.incrementAndGet();
            }
            longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
        });
        System.out.printf(
                "a server that never answers, %d requests: %d failed; the last after %d ms, its deadline was %d ms%n",
                CONNECTIONS,
                failed.get(),
                longest.get() / 1_000_000,
                SOON.request().toMillis());
        AtomicLong answered = new AtomicLong();
        together(CONNECTIONS, () -> {
            try {
                view();
                answered.incrementAndGet();
            } catch (ServerException e) {
                System.out.println(e.getMessage());
            }
        });
        System.out.printf(
                "  then %d of %d requests are answered; threads before %d, after %d; heap %d MiB%n",
                answered.get(),
                CONNECTIONS,
                before,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                heap());
    }

    /** The used heap in MiB after a garbage collection. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }
}
