package org.sealmx.directory.cache;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.sealmx.certificate.CertificateEvaluation;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smtp.EmailAddress;

/**
 * Prints how fast and how small the cache is, and how well it chooses what to keep.
 * {@code docs/bench/directory-cache.md} has the results; run it by hand.
 */
public final class DirectoryCacheBench {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MIB = 1 << 20;

    /** Takes the results, so that they are really computed. */
    @SuppressWarnings("unused")
    private static volatile Object sink = "";

    private DirectoryCacheBench() {}

    /** @param arguments any of {@code speed}, {@code heap} and {@code trace}; all of them if empty */
    public static void main(String[] arguments) throws Exception {
        List<String> parts = arguments.length == 0 ? List.of("speed", "heap", "trace") : List.of(arguments);
        System.out.printf(
                "Java %s, %d cores%n", Runtime.version(), Runtime.getRuntime().availableProcessors());
        if (parts.contains("speed")) {
            speed();
        }
        if (parts.contains("heap")) {
            heap("Curve25519", TestKeys.curve25519(), 50_000);
            heap("RSA-4096", TestKeys.rsa4096(), 20_000);
            heap("Curve25519 and ML-KEM-768 with X25519, version 4", TestKeys.postQuantum4(), 20_000);
            heap("ML-KEM-768 with X25519, version 6", TestKeys.postQuantum6(), 20_000);
            heap("ML-KEM-1024 with X448, version 6", TestKeys.postQuantum1024(), 20_000);
            heapOfUnknown(200_000);
        }
        if (parts.contains("trace")) {
            int[] trace = new RecipientTrace(1_000_000).lookUps(10_000_000, 10);
            for (int percent : new int[] {1, 5, 20}) {
                compare(trace, 1_000_000, percent);
            }
        }
    }

    private static CachingRecipientDirectory directory(
            SyntheticLookup lookup, MaterialReader certificates, long bytes, long madeUp) {
        return directory(lookup, certificates, bytes, madeUp, new ScriptedFeed());
    }

    private static CachingRecipientDirectory directory(
            SyntheticLookup lookup, MaterialReader certificates, long bytes, long madeUp, ScriptedFeed feed) {
        CachingRecipientDirectory directory = CachingRecipientDirectory.start(
                lookup,
                RecipientDirectoryContract.DOMAINS,
                ResolverSettings.defaults(),
                certificates,
                feed,
                new CacheSettings(
                        bytes,
                        madeUp,
                        Duration.ofMinutes(1),
                        Duration.ofHours(1),
                        Duration.ofDays(1),
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(1)),
                Clock.systemUTC());
        feed.connected();
        return directory;
    }

    /**
     * Measures look-ups that memory answers, in processor time of one thread, since the machine may have other work as
     * well.
     */
    private static void speed() throws Exception {
        int addresses = 100_000;
        ScriptedFeed feed = new ScriptedFeed();
        String armor = TestKeys.curve25519().armoredCertificate();
        CertificateSource source = new CertificateReader().read(List.of(armor));
        CachingRecipientDirectory directory = directory(
                new SyntheticLookup(addresses, 10, i -> armor), material -> source, 1024L * MIB, 64L * MIB, feed);
        EmailAddress[] parsed = new EmailAddress[addresses];
        String[] texts = new String[addresses];
        EmailAddress[] unknown = new EmailAddress[addresses];
        for (int i = 0; i < addresses; i++) {
            int number = (int) (i * 7919L % addresses);
            texts[i] = SyntheticLookup.address(number);
            parsed[i] = EmailAddress.of(texts[i]);
            unknown[i] = EmailAddress.of("guess-" + number + "@example.org");
        }
        time("a known address", addresses, i -> resolve(directory, parsed[i]));
        time("an unknown address", addresses, i -> resolve(directory, unknown[i]));
        time("a known address, parsed each time", addresses, i -> resolve(directory, EmailAddress.of(texts[i])));
        time("a known address, a change before each thousandth", addresses, i -> {
            if (i % 1000 == 0) {
                feed.changed("some-other-document", Optional.empty());
            }
            return resolve(directory, parsed[i]);
        });
        for (TestKey key : List.of(
                TestKeys.curve25519(),
                TestKeys.rsa4096(),
                TestKeys.postQuantum4(),
                TestKeys.postQuantum6(),
                TestKeys.postQuantum1024())) {
            CertificateSource one = new CertificateReader().read(List.of(key.armoredCertificate()));
            String size = one.footprint() + " octets";
            time("evaluating the certificates of a route, " + size, addresses, i -> one.evaluate(TestKeys.NOW));
        }
    }

    private static Resolution resolve(CachingRecipientDirectory directory, EmailAddress address) {
        try {
            return directory.resolve(address);
        } catch (DirectoryUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void time(String what, int count, IntFunction<Object> action) {
        Object last = "";
        for (int round = 0; round < 20; round++) {
            last = run(count, action);
        }
        long[] nanos = new long[15];
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < nanos.length; round++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            last = run(count, action);
            nanos[round] = THREADS.getCurrentThreadCpuTime() - begin;
        }
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        sink = last;
        Arrays.sort(nanos);
        long median = nanos[nanos.length / 2];
        System.out.printf(
                "speed | %s | %,.0f a second | %.0f ns | %.0f octets allocated%n",
                what, count * 1e9 / median, (double) median / count, (double) allocated / nanos.length / count);
    }

    private static Object run(int count, IntFunction<Object> action) {
        Object last = "";
        for (int i = 0; i < count; i++) {
            last = action.apply(i);
        }
        return last;
    }

    private static void heap(String algorithm, TestKey key, int count) throws Exception {
        String armor = key.armoredCertificate();
        AccountCertificateReader reader = new AccountCertificateReader();
        CachingRecipientDirectory directory =
                directory(new SyntheticLookup(count, Integer.MAX_VALUE, i -> armor), reader, 1024L * MIB, 64L * MIB);
        resolve(directory, SyntheticLookup.parsed(0));
        long before = usedHeap();
        for (int i = 1; i < count; i++) {
            resolve(directory, SyntheticLookup.parsed(i));
        }
        long used = usedHeap() - before;
        CacheStatistics statistics = directory.statistics();
        System.out.printf(
                "heap | %s | %,d identities | %.0f octets each | estimated %.0f | armor %d%n",
                algorithm,
                count,
                (double) used / (count - 1),
                (double) statistics.bytes() / statistics.entries(),
                armor.length());
        CertificateEvaluation evaluation = ((Resolution.Routes) resolve(directory, SyntheticLookup.parsed(1)))
                .routes()
                .get(0)
                .certificates()
                .evaluate(TestKeys.NOW);
        if (!(evaluation instanceof CertificateEvaluation.Usable)) {
            throw new IllegalStateException("the key cannot be used: " + evaluation.describe());
        }
    }

    private static void heapOfUnknown(int count) throws Exception {
        CachingRecipientDirectory directory = directory(
                new SyntheticLookup(1, Integer.MAX_VALUE, i -> ""),
                new AccountCertificateReader(),
                64L * MIB,
                1024L * MIB);
        long before = usedHeap();
        for (int i = 0; i < count; i++) {
            resolve(directory, EmailAddress.of("guess-%07d@example.org".formatted(i)));
        }
        long used = usedHeap() - before;
        CacheStatistics statistics = directory.statistics();
        System.out.printf(
                "heap | unknown | %,d addresses | %.0f octets each | estimated %.0f%n",
                count, (double) used / count, (double) statistics.madeUpBytes() / statistics.madeUpEntries());
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void compare(int[] trace, int addresses, int percent) throws Exception {
        CertificateSource source =
                new CertificateReader().read(List.of(TestKeys.curve25519().armoredCertificate()));
        SyntheticLookup lookup = new SyntheticLookup(addresses, 10, i -> "key");
        CachingRecipientDirectory sample = directory(lookup, material -> source, 64L * MIB, MIB);
        for (int i = 0; i < 1000; i++) {
            resolve(sample, SyntheticLookup.parsed(i));
            resolve(sample, EmailAddress.of("guess-" + (1_000_000 + i) + "@example.org"));
        }
        long each = sample.statistics().bytes() / sample.statistics().entries();
        long unknownEach =
                sample.statistics().madeUpBytes() / sample.statistics().madeUpEntries();
        long bytes = each * addresses / 100 * percent;
        long madeUp = bytes / 8;
        CachingRecipientDirectory directory = directory(lookup, material -> source, bytes, madeUp);
        int guess = 1_000_000;
        long known = 0;
        for (int address : trace) {
            if (address == EvictionRivals.UNKNOWN) {
                resolve(directory, EmailAddress.of("guess-" + guess++ + "@example.org"));
            } else {
                known++;
                resolve(directory, SyntheticLookup.parsed(address));
            }
        }
        CacheStatistics statistics = directory.statistics();
        long lru = EvictionRivals.leastRecentlyUsed(trace, bytes + madeUp, each, unknownEach);
        long optimum = EvictionRivals.optimum(trace, addresses, (int) ((bytes + madeUp) / each));
        System.out.printf(
                "trace | %d %% of the addresses fit | ours %.2f %% | LRU %.2f %% | optimum %.2f %% | %.0f requests for 1,000 known, of which %.0f for the scan | %,d + %,d MiB%n",
                percent,
                100.0 * statistics.hits() / known,
                100.0 * lru / known,
                100.0 * optimum / known,
                1000.0 * statistics.requests() / known,
                1000.0 * (trace.length - known) / known,
                statistics.bytes() / MIB,
                statistics.madeUpBytes() / MIB);
    }
}
