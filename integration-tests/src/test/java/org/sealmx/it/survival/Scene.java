package org.sealmx.it.survival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.sealmx.it.harness.Accounts;
import org.sealmx.it.harness.Await;
import org.sealmx.it.harness.DirectoryFile;
import org.sealmx.it.harness.FileSearch;
import org.sealmx.it.harness.PostfixServer;
import org.sealmx.it.harness.SealMxServer;
import org.sealmx.it.harness.SealedMessage;
import org.sealmx.it.harness.ServerBuilder;
import org.sealmx.it.harness.SmtpSink;

/**
 * Postfix, a relay, SealMX, another relay if the store has a port, and the store; and the messages that go through. For
 * one thread.
 */
@SuppressWarnings("try") // an interrupted thread ends with the suite
final class Scene implements AutoCloseable {

    /** Everybody who gets mail. */
    static final List<String> ACCOUNTS =
            IntStream.range(0, 20).mapToObj(i -> "user" + i + "@example.org").toList();
    /** Gets mail only when a test says so. */
    static final String THIRD = "third@example.org";

    private static final int SENDERS = 4;
    private static final int OPENED_AT_ONCE = 500;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long PAUSE = 2_000_000_000;
    private static final Duration SETTLED = Duration.ofMinutes(6);
    /** Postfix tries again after seconds. */
    private static final String IMPATIENT = """
            minimal_backoff_time = 1s
            maximal_backoff_time = 3s
            queue_run_delay = 1s
            enable_long_queue_ids = yes
            """;

    private final DurableStore store;
    private final Random random;
    private final Letters letters;
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final SealMxServer server;
    private final Optional<SmallDisk> disk;
    private final Optional<TrickyRelay> behind;
    private final TrickyRelay before;
    private final FakeClock clock = new FakeClock();
    private final SmtpSink bounces = new SmtpSink();
    private final PostfixServer postfix;
    private final MailLog log;
    private boolean restarted;

    /** What a fault needs before the server starts. */
    record Needs(boolean smallDisk, boolean fakeClock) {
        static final Needs NOTHING = new Needs(false, false);
    }

    Scene(DurableStore store, Needs needs, long seed) throws Exception {
        this.store = store;
        this.random = new Random(seed);
        this.letters = new Letters(seed);
        ServerBuilder builder = store.configure(SealMxServer.builder());
        behind = store.port().isPresent()
                ? Optional.of(new TrickyRelay(store.port().getAsInt(), store.protocol()))
                : Optional.empty();
        behind.ifPresent(relay -> store.route(builder, relay.port()));
        disk = needs.smallDisk()
                ? Optional.of(store.moveToSmallDisk(builder.folder().resolve("data")))
                : Optional.empty();
        if (needs.fakeClock()) {
            builder.under(clock.wrapper().toArray(String[]::new));
        }
        server = builder.start();
        before = new TrickyRelay(server.lmtpPort(), Talk.Lmtp::new);
        postfix = PostfixServer.start("example.org", before.port(), bounces.port(), IMPATIENT);
        log = new MailLog(postfix.configuration().resolveSibling("mail.log"));
    }

    /** Puts the accounts into a directory. */
    static void accounts(DirectoryFile directory) {
        String certificate = Accounts.shared().alice().certificate();
        ACCOUNTS.forEach(address -> directory.account(address, certificate));
        directory.account(THIRD, certificate).alias("postmaster@example.org", ACCOUNTS.get(0));
    }

    SealMxServer server() {
        return server;
    }

    DurableStore store() {
        return store;
    }

    Random random() {
        return random;
    }

    MailLog log() {
        return log;
    }

    SmallDisk disk() {
        return disk.orElseThrow();
    }

    FakeClock clock() {
        return clock;
    }

    /** The relay between Postfix and SealMX. */
    TrickyRelay before() {
        return before;
    }

    /** The relay between SealMX and the store. */
    TrickyRelay behind() {
        return behind.orElseThrow();
    }

    /** Begins to hand that many messages to Postfix, each for one account. */
    Callable<Void> send(int messages) {
        List<List<String>> recipients = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            recipients.add(List.of(ACCOUNTS.get(i % ACCOUNTS.size())));
        }
        return send(recipients);
    }

    /** Begins to hand messages to Postfix, one for each list of recipients; the result waits until it has them all. */
    Callable<Void> send(List<List<String>> recipients) {
        List<Future<?>> handed = new ArrayList<>();
        for (List<String> addresses : recipients) {
            Letters.Letter letter = letters.next(addresses);
            handed.add(senders.submit(() -> {
                postfix.submit(Accounts.SENDER, letter.recipients(), letter.octets());
                return null;
            }));
        }
        return () -> {
            for (Future<?> each : handed) {
                each.get();
            }
            return null;
        };
    }

    /** Waits until that many more deliveries are confirmed, and then a moment more. */
    void awaitSent(int more) throws Exception {
        int wanted = log.sent() + more;
        Await.until(more + " more deliveries", LIMIT, () -> {
            startAnewWhenEnded();
            return log.sent() >= wanted;
        });
        LockSupport.parkNanos(random.nextInt(20_000_000));
    }

    /** Waits until that many more attempts failed. */
    void awaitDeferred(int more) throws Exception {
        int wanted = log.deferred() + more;
        Await.until(more + " more attempts that fail", LIMIT, () -> log.deferred() >= wanted);
    }

    /**
     * Waits until the queue is empty; what is still in it after some minutes is counted as deferred. Postfix is told to
     * try again, since it looks into its incoming queue, where a message may come back to, only every five minutes.
     */
    void settle() throws Exception {
        long end = System.nanoTime() + SETTLED.toNanos();
        while (!postfix.queue().isEmpty() && System.nanoTime() < end) {
            startAnewWhenEnded();
            postfix.flush();
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** As a service manager does when the server has ended by itself, because of its store. */
    private void startAnewWhenEnded() throws Exception {
        if (!server.isAlive()) {
            server.restart();
        }
    }

    /** Counts what has become of the messages. */
    Tally tally() throws Exception {
        Map<String, Integer> copies = copiesOrRestart();
        Set<String> queued = new HashSet<>();
        for (PostfixServer.Queued message : postfix.queue()) {
            int number = log.numberOf(message.id());
            message.recipients().forEach(address -> queued.add(Letters.delivery(number, address)));
        }
        Set<String> bounced = log.bounced();
        List<String> expected = letters.expected();
        List<String> absent =
                expected.stream().filter(each -> !copies.containsKey(each)).toList();
        int lost = (int) absent.stream()
                .filter(each -> !bounced.contains(each) && !queued.contains(each))
                .count();
        return new Tally(
                expected.size(),
                (int) expected.stream()
                        .filter(each -> copies.getOrDefault(each, 0) == 1)
                        .count(),
                (int) absent.stream().filter(bounced::contains).count(),
                (int) absent.stream()
                        .filter(each -> queued.contains(each) && !bounced.contains(each))
                        .count(),
                lost,
                copies.values().stream().mapToInt(count -> count - 1).sum(),
                (int) bounced.stream().filter(copies::containsKey).count(),
                files(Letters.SECRET).size(),
                !files(Letters.OPEN).isEmpty());
    }

    /** The files of the server and of the store that contain a text. */
    private List<Path> files(String text) throws IOException {
        List<Path> found = new ArrayList<>(FileSearch.filesWith(server.folder(), text));
        for (Path folder : store.folders()) {
            found.addAll(FileSearch.filesWith(folder, text));
        }
        return found;
    }

    /** What cannot be read without a new start may still be there. */
    private Map<String, Integer> copiesOrRestart() throws Exception {
        try {
            return copies();
        } catch (IOException e) {
            server.kill();
            server.restart();
            restarted = true;
            return copies();
        }
    }

    /** Whether the store could only be read after a new start of a server that had not ended by itself. */
    boolean wasRestarted() {
        return restarted;
    }

    /** How often each delivery is in the store; each copy is opened, and must be the message to its last octet. */
    private Map<String, Integer> copies() throws Exception {
        List<String> addresses = new ArrayList<>();
        List<byte[]> sealed = new ArrayList<>();
        for (String address : everybody()) {
            for (byte[] stored : store.copies(server, address)) {
                addresses.add(address);
                sealed.add(SealedMessage.parse(stored).armor());
            }
        }
        Map<String, Integer> copies = new HashMap<>();
        for (int from = 0; from < sealed.size(); from += OPENED_AT_ONCE) {
            List<byte[]> some = sealed.subList(from, Math.min(from + OPENED_AT_ONCE, sealed.size()));
            List<byte[]> opened = Accounts.shared().gpg().decryptAll(some);
            for (int i = 0; i < opened.size(); i++) {
                int number = letters.numberOf(opened.get(i));
                if (number < 0) {
                    throw new AssertionError("the store has a message that is none of ours, or a damaged one");
                }
                copies.merge(Letters.delivery(number, addresses.get(from + i)), 1, Integer::sum);
            }
        }
        return copies;
    }

    /** All accounts. */
    static List<String> everybody() {
        List<String> all = new ArrayList<>(ACCOUNTS);
        all.add(THIRD);
        return all;
    }

    /** The server's log and Postfix', for whoever wants to know why. */
    void keepLogs(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("postfix.log"), postfix.log());
        Files.writeString(folder.resolve("sealmx.log"), server.log().text());
    }

    @Override
    public void close() throws Exception {
        senders.shutdownNow();
        postfix.close();
        bounces.close();
        server.stop();
        before.close();
        if (behind.isPresent()) {
            behind.get().close();
        }
        store.close();
        server.close();
    }
}
