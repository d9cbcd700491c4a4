package org.sealmx.directory.cache;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.DirectoryChanges;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.directory.identity.MaterialReader;
import org.sealmx.directory.resolve.ExplainableDirectory;
import org.sealmx.directory.resolve.HeldAnswer;
import org.sealmx.directory.resolve.ResolutionTrace;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.directory.resolve.TracedResolver;
import org.sealmx.outage.OutageLog;
import org.sealmx.smtp.EmailAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in memory what a directory on the network answers. Answers are kept evaluated and bounded by bytes. They hold
 * until the feed of changes reports a change, or for a short time while the feed is down; while the directory does not
 * answer, those about known addresses serve for a while longer. An outage is never taken for an answer and never kept.
 *
 * <p>Addresses that anybody can make up (unknown ones, extensions, whatever a catch-all catches) are kept apart, so
 * that trying out names does not evict those that exist. Look-ups that memory answers take no lock.
 */
@ThreadSafe
public final class CachingRecipientDirectory implements ExplainableDirectory {

    private static final Logger LOGGER = LoggerFactory.getLogger(CachingRecipientDirectory.class);
    private static final Resolution UNKNOWN = new Resolution.Unknown();

    private final TracedResolver resolver;
    private final DirectoryChanges changes;
    private final AnswerMemory memory;
    private final FreshAnswers answers;
    private final FeedListener listener;
    private final LookupHealth lookupHealth;
    private final Freshness freshness;

    @SuppressWarnings("ThreadSafe") // clocks are
    private final Clock clock;

    private final long begin;
    private final Counters counters = new Counters();
    private final AtomicBoolean closed = new AtomicBoolean();

    private CachingRecipientDirectory(
            IdentityLookup lookup,
            LocalDomains domains,
            ResolverSettings resolution,
            MaterialReader certificates,
            DirectoryChanges changes,
            CacheSettings settings,
            Clock clock) {
        this.changes = changes;
        this.resolver = new TracedResolver(lookup, domains, resolution, certificates);
        ChangeStamps stamps = new ChangeStamps(domains, settings.maxBytes() + settings.madeUpBytes());
        this.freshness = new Freshness(settings, stamps);
        this.clock = clock;
        this.begin = clock.millis();
        Circuit circuit = new Circuit(settings.pauseAfterFailure().toMillis());
        OutageLog outages =
                new OutageLog(LOGGER, "The directory does not answer", "The directory answers again", clock::millis);
        List<String> shared = new ArrayList<>(domains.names());
        shared.add(resolution.deliverDomain());
        CompactAnswers compact = new CompactAnswers(shared);
        this.memory = new AnswerMemory(settings, compact);
        this.answers =
                new FreshAnswers(resolver, compact, memory, stamps, freshness, circuit, outages, counters, clock);
        this.listener = new FeedListener(stamps, freshness, circuit, memory, counters, clock);
        this.lookupHealth = new LookupHealth(lookup, domains, circuit, outages, clock);
    }

    /**
     * Starts to follow the changes and returns a directory that answers.
     *
     * @param lookup the directory to ask; its own time-outs bound how long a look-up takes
     * @param domains which domains are ours
     * @param resolution how addresses are resolved
     * @param certificates turns the key material of a document into a source of certificates
     * @param changes reports changes; closed with this directory
     * @param settings how much is kept, and for how long
     * @param clock tells the time
     */
    public static CachingRecipientDirectory start(
            IdentityLookup lookup,
            LocalDomains domains,
            ResolverSettings resolution,
            MaterialReader certificates,
            DirectoryChanges changes,
            CacheSettings settings,
            Clock clock) {
        CachingRecipientDirectory directory =
                new CachingRecipientDirectory(lookup, domains, resolution, certificates, changes, settings, clock);
        changes.start(directory.listener);
        return directory;
    }

    @Override
    public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
        return resolver.isOurs(recipient) ? answers.get(recipient) : UNKNOWN;
    }

    @Override
    public Resolution resolve(EmailAddress recipient, ResolutionTrace trace) throws DirectoryUnavailableException {
        return resolver.resolve(recipient, trace);
    }

    @Override
    public HeldAnswer held(EmailAddress recipient) {
        return resolver.isOurs(recipient) ? answers.held(recipient) : HeldAnswer.none();
    }

    /** {@inheritDoc} Since the feed of changes last gave a sign of life. */
    @Override
    public Duration lag() {
        return Duration.ofMillis(freshness.lag(begin, clock.millis()));
    }

    /** What the cache has done so far and holds now. The figures are not all from the same instant. */
    public CacheStatistics statistics() {
        return new CacheStatistics(
                counters.hits.sum(),
                counters.unknownHits.sum(),
                counters.misses.sum(),
                counters.loads.sum(),
                resolver.requests(),
                counters.failedLoads.sum(),
                counters.discarded.sum(),
                counters.staleServed.sum(),
                counters.changes.sum(),
                counters.invalidations.sum(),
                counters.resets.sum(),
                memory.entries(),
                memory.bytes(),
                memory.madeUpEntries(),
                memory.madeUpBytes());
    }

    @Override
    public List<String> problems() {
        return together(lookupHealth.problems(), changes.problems());
    }

    /**
     * If the last look-up failed, asks the directory again to find out whether the fault is over, and so waits for its
     * answer.
     */
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
        listener.disconnected();
        memory.forgetAll();
    }
}
