package org.sealmx.it.survival;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.it.harness.Jmx;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SmtpSink;
import org.sealmx.it.harness.WorkFolder;

/**
 * A burst of mail from many connections through Postfix into a server with a small heap whose store is slow. Postfix'
 * queue must fill, not the heap. {@code faults.sh --back-pressure} starts it.
 */
public final class BackPressure {

    private static final Duration STORE_TAKES = Duration.ofMillis(50);
    private static final int CONNECTIONS = 100;
    private static final int OCTETS = 4096;
    private static final String HEAP = "-Xmx512m";
    private static final int SECONDS_PER_LINE = 10;
    private static final long LIMIT_SECONDS = 3600;
    private static final double MIB = 1 << 20;
    /** {@code smtp-source} numbers its messages. */
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^message-id: *<([^>]+)>");
    /** More at once than SealMX works on. */
    private static final String EAGER = """
            lmtp_destination_concurrency_limit = 100
            initial_destination_concurrency = 100
            minimal_backoff_time = 5s
            maximal_backoff_time = 10s
            queue_run_delay = 5s
            """;

    private BackPressure() {}

    /** @param arguments how many messages */
    public static void main(String[] arguments) throws Exception {
        int messages = Integer.parseInt(arguments[0]);
        try (SmtpSink store = new SmtpSink(STORE_TAKES);
                SmtpSink bounces = new SmtpSink();
                SealMxServer server = SealMxServer.builder()
                        .directory(Scene::accounts)
                        .storeByLmtp("inet:127.0.0.1:" + store.port())
                        .jvmOption(HEAP)
                        .start();
                PostfixServer postfix = PostfixServer.start("example.org", server.lmtpPort(), bounces.port(), EAGER);
                Jmx memory = Jmx.attach(server.pid())) {
            System.out.printf(
                    "%,d messages of %,d octets from %d connections; %s; the store takes %d ms%n%n",
                    messages, OCTETS, CONNECTIONS, HEAP, STORE_TAKES.toMillis());
            memory.settle();
            long begin = System.nanoTime();
            Process source = source(postfix.smtpPort(), messages);
            int longest = watch(store, postfix, memory, server.pid(), source, messages, begin);
            report(store, bounces, postfix, memory, server.pid(), messages, longest);
            source.destroy();
        }
        System.exit(0);
    }

    private static Process source(int port, int messages) throws IOException {
        return new ProcessBuilder(
                        "/usr/sbin/smtp-source",
                        "-s",
                        Integer.toString(CONNECTIONS),
                        "-m",
                        Integer.toString(messages),
                        "-l",
                        Integer.toString(OCTETS),
                        "-f",
                        "sender@example.com",
                        "-t",
                        Scene.ACCOUNTS.get(0),
                        "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("/dev/stderr")))
                .start();
    }

    /** Prints a line now and then until everything is stored; returns the greatest length of the queue. */
    private static int watch(
            SmtpSink store, PostfixServer postfix, Jmx memory, long pid, Process source, int messages, long begin)
            throws IOException {
        System.out.println("| s | client | Postfix' queue | stored | heap in use, MiB | resident, MiB |");
        System.out.println("|---|---|---|---|---|---|");
        int longest = 0;
        long next = 0;
        while (true) {
            long seconds = (System.nanoTime() - begin) / 1_000_000_000;
            int queue = queue(postfix);
            longest = Math.max(longest, queue);
            boolean ended = (store.count() >= messages && queue == 0 && !source.isAlive()) || seconds > LIMIT_SECONDS;
            if (seconds >= next || ended) {
                next = seconds + SECONDS_PER_LINE;
                System.out.printf(
                        "| %d | %s | %,d | %,d | %.0f | %.0f |%n",
                        seconds,
                        source.isAlive() ? "sends" : "has ended",
                        queue,
                        store.count(),
                        memory.heapUsed() / MIB,
                        resident(pid, "VmRSS") / 1024.0);
            }
            if (ended) {
                return longest;
            }
            LockSupport.parkNanos(1_000_000_000);
        }
    }

    private static void report(
            SmtpSink store, SmtpSink bounces, PostfixServer postfix, Jmx memory, long pid, int messages, int longest)
            throws IOException {
        Map<String, Integer> copies = new HashMap<>();
        for (SmtpSink.Envelope envelope : store.received()) {
            Matcher id = MESSAGE_ID.matcher(envelope.text());
            copies.merge(id.find() ? id.group(1) : "none", 1, Integer::sum);
        }
        System.out.printf(
                "%nStored %,d of %,d, doubled %d, bounced %d; the queue had at most %,d; attempts deferred %,d;"
                        + " heap at most %.0f MiB, resident at most %.0f MiB%n",
                copies.size(),
                messages,
                store.count() - copies.size(),
                bounces.count(),
                longest,
                postfix.log()
                        .lines()
                        .filter(line -> line.contains("status=deferred"))
                        .count(),
                memory.heapPeak() / MIB,
                resident(pid, "VmHWM") / 1024.0);
    }

    private static int queue(PostfixServer postfix) throws IOException {
        int files = 0;
        for (String name : List.of("incoming", "active", "deferred")) {
            Path folder = postfix.configuration().resolveSibling("queue").resolve(name);
            files += (int) WorkFolder.filesBelow(folder).count();
        }
        return files;
    }

    /** A figure of Linux about a process, in KiB. */
    private static long resident(long pid, String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.UTF_8)) {
            if (line.startsWith(field + ":")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("no " + field + " of " + pid);
    }
}
