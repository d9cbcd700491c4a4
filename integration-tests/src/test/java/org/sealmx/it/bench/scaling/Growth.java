package org.sealmx.it.bench.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.sealmx.cli.lmtp.LmtpClient;
import org.sealmx.cli.lmtp.ServerReply;
import org.sealmx.directory.cache.RecipientTrace;
import org.sealmx.it.bench.lmtp.ProcessTree;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Jmx;
import org.sealmx.it.harness.SealMxServer;

/**
 * What a node costs as the directory grows: it is asked at RCPT about each account once, when it knows nothing, and
 * then once more. A directory that would take too long to ask through is asked as mail comes to it
 * ({@link RecipientTrace}).
 */
final class Growth {

    private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000};
    private static final int MOST_ASKED = 100_000;
    private static final int CONNECTIONS = 4;
    private static final int TOGETHER = 100;
    private static final int WARM_UP = 5_000;

    private Growth() {}

    /** What one pass through the directory took. */
    private record Pass(double microseconds, double cpuMicroseconds) {}

    /** Prints a line for each size. */
    static void print() throws Exception {
        System.out.println("""

                | identities | asked | cold: µs each at RCPT | of a processor | warm: µs | of a processor \
                | misses, warm | heap before, MiB | after | resident, MiB |
                |---|---|---|---|---|---|---|---|---|---|""");
        for (int size : SIZES) {
            print(size, Math.min(size, MOST_ASKED));
        }
    }

    /**
     * Asks a new node.
     *
     * @param size of the directory
     * @param count how many questions
     */
    private static void print(int size, int count) throws Exception {
        // addresses beyond the size warm the program up
        try (ComputedIdentities identities = new ComputedIdentities(
                        size + WARM_UP, Accounts.shared().alice().certificate());
                SealMxServer node = SealMxServer.builder()
                        .conf(conf -> conf.replace(
                                        "sealmx.properties", "(?m)^directory=.*$", "directory=" + identities.url())
                                .append("sealmx.properties", "couchdb-create-views=true"))
                        .jvmOption("-Xmx1g")
                        .start();
                Jmx jmx = Jmx.attach(node.pid())) {
            ask(node, WARM_UP, i -> size + i);
            jmx.settle();
            long before = jmx.heapUsed();
            IntUnaryOperator order = order(size, count);
            Pass cold = ask(node, count, order);
            double misses = node.metric("sealmx_directory_misses");
            Pass warm = ask(node, count, order);
            double warmMisses = node.metric("sealmx_directory_misses") - misses;
            jmx.settle();
            System.out.printf(
                    Locale.ROOT,
                    "| %,d | %,d | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %.0f | %.0f | %d |%n",
                    size,
                    count,
                    cold.microseconds,
                    cold.cpuMicroseconds,
                    warm.microseconds,
                    warm.cpuMicroseconds,
                    warmMisses,
                    before / 1048576.0,
                    jmx.heapUsed() / 1048576.0,
                    tree(node).residentMiB());
        }
    }

    private static IntUnaryOperator order(int size, int count) {
        if (count == size) {
            return i -> (int) (i * 7919L % size);
        }
        RecipientTrace trace = new RecipientTrace(size);
        int[] recipients = new int[count];
        for (int i = 0; i < count; i++) {
            recipients[i] = trace.next();
        }
        return i -> recipients[i];
    }

    private static ProcessTree tree(SealMxServer node) {
        return new ProcessTree(ProcessHandle.of(node.pid()).orElseThrow());
    }

    private static Pass ask(SealMxServer node, int count, IntUnaryOperator order) throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            double cpu = tree(node).cpuSeconds();
            long begin = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(threads.submit(() -> {
                    ask(node, count, order, next);
                    return count;
                }));
            }
            for (Future<?> each : running) {
                each.get(10, TimeUnit.MINUTES);
            }
            double micros = (System.nanoTime() - begin) / 1e3;
            return new Pass(micros / count, (tree(node).cpuSeconds() - cpu) * 1e6 / count);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void ask(SealMxServer node, int count, IntUnaryOperator order, AtomicInteger next) throws Exception {
        try (LmtpClient client = node.lmtp()) {
            for (int from = next.getAndAdd(TOGETHER); from < count; from = next.getAndAdd(TOGETHER)) {
                List<String> commands = new ArrayList<>(List.of("MAIL FROM:<sender@example.net>"));
                for (int i = from; i < Math.min(count, from + TOGETHER); i++) {
                    commands.add("RCPT TO:<" + ComputedIdentities.address(order.applyAsInt(i)) + ">");
                }
                commands.add("RSET");
                for (ServerReply reply : client.pipeline(commands.toArray(String[]::new))) {
                    if (reply.code() != 250) {
                        throw new IllegalStateException("a recipient was not accepted: " + reply);
                    }
                }
            }
        }
    }
}
