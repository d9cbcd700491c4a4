package org.sealmx.directory.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.UntrustedAnswerException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.directory.identity.DirectoryChanges;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.resolve.AliasResolver;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.outage.OutageLog;
import org.sealmx.smtp.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory in memory, in front of one that is asked over a network. Answers are kept evaluated and bounded by bytes, hold until the
 * feed of changes says otherwise, live for a short time when the feed is down, and serve known addresses for a while when the directory
 * does not answer. An outage is never an answer itself, and never kept.
 *
 * <p>Addresses that anybody can make up (unknown ones, extensions, whatever a catch-all catches) are kept apart, so that trying out names
 * does not push out those that exist. Look-ups that memory answers take no lock. Safe for use by several threads.
 */
public final class CachingRecipientDirectory implements RecipientDirectory {

    private static final Logger LOGGER = LoggerFactory.getLogger(CachingRecipientDirectory.class);
    private static final Resolution UNKNOWN = new Resolution.Unknown();
    /** How often a load that changes overtake is begun again. */
    private static final int ATTEMPTS = 3;

    private final IdentityLookup lookup;
    private final LocalDomains domains;
    private final ResolverSettings resolution;
    private final Function<CertificateMaterial, CertificateSource> certificates;
    private final DirectoryChanges changes;
    private final Clock clock;

    private final ChangeStamps stamps;
    private final Freshness freshness;
    private final Circuit circuit;
    private final Memory memory;
    private final Counters counters = new Counters();
    private final OutageLog outages;
    private final LookupHealth lookupHealth;
    private final SharedLoads<CachedAnswer> loads = new SharedLoads<>();
    private final Cache<Object, CachedAnswer> known;
    private final Cache<Object, CachedAnswer> madeUp;
    private final AtomicBoolean closed = new AtomicBoolean();

    private CachingRecipientDirectory(
            IdentityLookup lookup,
            LocalDomains domains,
            ResolverSettings resolution,
            Function<CertificateMaterial, CertificateSource> certificates,
            DirectoryChanges changes,
            CacheSettings settings,
            Clock clock) {
        this.lookup = lookup;
        this.domains = domains;
        this.resolution = resolution;
        this.certificates = certificates;
        this.changes = changes;
        this.clock = clock;
        this.stamps = new ChangeStamps(domains, settings.maxBytes() + settings.madeUpBytes());
        this.freshness = new Freshness(settings, stamps);
        this.circuit = new Circuit(settings.pauseAfterFailure().toMillis());
        this.outages =
                new OutageLog(LOGGER, "The directory does not answer", "The directory answers again", clock::millis);
        this.lookupHealth = new LookupHealth(lookup, domains, circuit, outages, clock);
        this.memory = new Memory(domains, resolution);
        this.known = cache(settings.maxBytes());
        this.madeUp = cache(settings.madeUpBytes());
    }

    private Cache<Object, CachedAnswer> cache(long bytes) {
        return Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher(memory::weigh)
                // On the thread that comes by: short, and it needs no pool.
                .executor(Runnable::run)
                .build();
    }

    /**
     * Begins to follow the changes, and answers from now on.
     *
     * @param lookup       what is asked; its own time-outs bound how long a look-up takes
     * @param domains      which domains are ours
     * @param resolution   how addresses are resolved
     * @param certificates makes a source of the key material of a document
     * @param changes      tells what changed; closed with this directory
     * @param settings     how much is kept for how long
     * @param clock        tells the time
     */
    public static CachingRecipientDirectory start(
            IdentityLookup lookup,
            LocalDomains domains,
            ResolverSettings resolution,
            Function<CertificateMaterial, CertificateSource> certificates,
            DirectoryChanges changes,
            CacheSettings settings,
            Clock clock) {
        CachingRecipientDirectory directory =
                new CachingRecipientDirectory(lookup, domains, resolution, certificates, changes, settings, clock);
        changes.start(directory.new Listener());
        return directory;
    }

    @Override
    public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
        boolean account = resolution.isDeliverAddress(recipient);
        if (!account && !domains.contains(recipient)) {
            return UNKNOWN;
        }
        Object key = account ? accountKey(recipient) : recipient;
        CachedAnswer answer = inMemory(key);
        if (answer != null && freshness.isFresh(answer, clock.millis())) {
            (answer.isUnknown() ? counters.unknownHits : counters.hits).increment();
            return answer.resolution();
        }
        counters.misses.increment();
        return ask(key, recipient);
    }

    /** User ids differ by letter case, addresses do not. */
    private static Object accountKey(EmailAddress recipient) {
        return recipient.localPart().equals(recipient.canonicalLocalPart()) ? recipient : recipient.localPart();
    }

    private @Nullable CachedAnswer inMemory(Object key) {
        CachedAnswer answer = known.getIfPresent(key);
        return answer != null ? answer : madeUp.getIfPresent(key);
    }

    private Resolution ask(Object key, EmailAddress recipient) throws DirectoryUnavailableException {
        try {
            return loads.join(key, () -> load(key, recipient), answer -> answer.holds(stamps))
                    .resolution();
        } catch (DirectoryUnavailableException e) {
            CachedAnswer last = inMemory(key);
            long now = clock.millis();
            boolean usable = last != null && freshness.isUsableInOutage(last, now);
            if (!(e instanceof UntrustedAnswerException)) {
                outages.failed("unavailable", String.valueOf(e.getMessage()));
            }
            if (last == null || !usable) {
                throw e;
            }
            counters.staleServed.increment();
            return last.resolution();
        }
    }

    private CachedAnswer load(Object key, EmailAddress recipient) throws DirectoryUnavailableException {
        CachedAnswer before = inMemory(key);
        if (before != null && freshness.isFresh(before, clock.millis())) {
            // Another look-up was quicker.
            return before;
        }
        if (before != null && !before.holds(stamps)) {
            counters.invalidations.increment();
        }
        for (int attempt = 1; ; attempt++) {
            long now = clock.millis();
            if (!circuit.mayAsk(key, now)) {
                throw new DirectoryUnavailableException(circuit.problem() + "; it is asked again soon");
            }
            long holdsAt = stamps.now();
            RecordingLookup recording = new RecordingLookup(lookup, stamps, counters.requests);
            EmailAddress compact = memory.compact(recipient);
            CachedAnswer answer = new CachedAnswer(
                    memory.compact(compact, resolve(key, recipient, recording)), recording.slots(), now, holdsAt);
            if (answer.holds(stamps)) {
                keep(key instanceof EmailAddress ? compact : key, answer, isMadeUp(recipient, recording));
                return answer;
            }
            counters.discarded.increment();
            if (attempt == ATTEMPTS) {
                // Right when it was asked for, after the look-up began. The next look-up asks again.
                return answer;
            }
        }
    }

    private Resolution resolve(Object key, EmailAddress recipient, RecordingLookup recording)
            throws DirectoryUnavailableException {
        counters.loads.increment();
        try {
            Resolution answer = new AliasResolver(recording, domains, resolution, certificates).resolve(recipient);
            circuit.succeeded();
            outages.succeeded();
            return answer;
        } catch (UntrustedAnswerException e) {
            // It does answer, and other domains may have nothing missing.
            counters.failedLoads.increment();
            circuit.succeeded();
            outages.succeeded();
            throw e;
        } catch (DirectoryUnavailableException e) {
            counters.failedLoads.increment();
            circuit.failed(key, clock.millis(), String.valueOf(e.getMessage()));
            throw e;
        } catch (RuntimeException e) {
            counters.failedLoads.increment();
            String problem = "a look-up ended in " + e.getClass().getName();
            circuit.failed(key, clock.millis(), problem);
            throw new DirectoryUnavailableException(problem, e);
        }
    }

    private boolean isMadeUp(EmailAddress recipient, RecordingLookup recording) {
        String user = recipient.localPart();
        return resolution.isDeliverAddress(recipient)
                ? !recording.found(new AccountId(user))
                        && !recording.found(new AccountId(user.toLowerCase(Locale.ROOT)))
                : !recording.found(AddressKey.of(recipient));
    }

    private void keep(Object key, CachedAnswer answer, boolean isMadeUp) {
        (isMadeUp ? known : madeUp).invalidate(key);
        (isMadeUp ? madeUp : known).put(key, answer);
    }

    /** What was done so far and is held now; not all of it of the same instant. */
    public CacheStatistics statistics() {
        return new CacheStatistics(
                counters.hits.sum(),
                counters.unknownHits.sum(),
                counters.misses.sum(),
                counters.loads.sum(),
                counters.requests.sum(),
                counters.failedLoads.sum(),
                counters.discarded.sum(),
                counters.staleServed.sum(),
                counters.changes.sum(),
                counters.invalidations.sum(),
                counters.resets.sum(),
                known.estimatedSize(),
                bytes(known),
                madeUp.estimatedSize(),
                bytes(madeUp));
    }

    private static long bytes(Cache<Object, CachedAnswer> cache) {
        return cache.policy()
                .eviction()
                .map(Policy.Eviction::weightedSize)
                .orElse(OptionalLong.empty())
                .orElse(0);
    }

    @Override
    public List<String> problems() {
        return together(lookupHealth.problems(), changes.problems());
    }

    /** As long as a look-up had failed, this asks the directory again whether that is over, and so waits for its answer. */
    @Override
    public List<String> lookForProblems() {
        return together(lookupHealth.lookForProblems(), changes.lookForProblems());
    }

    private static List<String> together(List<String> ofLookups, List<String> ofChanges) {
        return Stream.of(ofLookups, ofChanges).flatMap(List::stream).toList();
    }

    /** Ends the feed of changes and forgets everything. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        changes.close();
        freshness.disconnected(clock.millis());
        forgetAll();
    }

    private void forgetAll() {
        known.invalidateAll();
        madeUp.invalidateAll();
    }

    /** Applies what the feed says. */
    private final class Listener implements DirectoryChanges.Listener {

        @Override
        public void changed(DocumentId id, Optional<IdentityDocument> document) {
            counters.changes.increment();
            List<AddressKey> keys = new ArrayList<>();
            List<AccountId> users = new ArrayList<>();
            document.ifPresent(present -> {
                present.key().ifPresent(keys::add);
                present.userId().ifPresent(users::add);
            });
            stamps.change(stamps.slotsOf(id, keys, users));
        }

        @Override
        public void reset() {
            counters.resets.increment();
            freshness.reset();
            forgetAll();
        }

        @Override
        public void connected() {
            freshness.connected();
            circuit.succeeded();
        }

        @Override
        public void disconnected() {
            freshness.disconnected(clock.millis());
        }
    }
}
