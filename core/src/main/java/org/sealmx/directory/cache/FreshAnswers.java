package org.sealmx.directory.cache;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.UntrustedAnswerException;
import org.sealmx.directory.resolve.HeldAnswer;
import org.sealmx.directory.resolve.HeldAnswer.State;
import org.sealmx.directory.resolve.TracedResolver;
import org.sealmx.directory.resolve.TracedResolver.Traced;
import org.sealmx.outage.OutageLog;
import org.sealmx.smtp.EmailAddress;

/**
 * Gives answers that are up to date: from memory if they hold, otherwise from the directory. Callers that ask for the
 * same address at the same time share one load, which is repeated when a change overtakes it. While the directory does
 * not answer, known addresses get their last known answer, for a while. An answer from memory takes no lock.
 */
@ThreadSafe
final class FreshAnswers {

    /** How often a load that changes overtake is made at most. */
    private static final int ATTEMPTS = 3;

    private final TracedResolver resolver;
    private final CompactAnswers compact;
    private final AnswerMemory memory;
    private final ChangeStamps stamps;
    private final Freshness freshness;
    private final Circuit circuit;
    private final OutageLog outages;
    private final Counters counters;
    private final Clock clock;
    private final SettledChanges settled;
    private final SharedLoads<CachedAnswer> loads = new SharedLoads<>();

    FreshAnswers(
            TracedResolver resolver,
            CompactAnswers compact,
            AnswerMemory memory,
            ChangeStamps stamps,
            Freshness freshness,
            Circuit circuit,
            OutageLog outages,
            Counters counters,
            Clock clock) {
        this.resolver = resolver;
        this.compact = compact;
        this.memory = memory;
        this.stamps = stamps;
        this.freshness = freshness;
        this.circuit = circuit;
        this.outages = outages;
        this.counters = counters;
        this.clock = clock;
        this.settled = new SettledChanges(stamps, clock.millis());
    }

    /**
     * The answer about an address of our domains.
     *
     * @throws DirectoryUnavailableException when the directory does not answer and nothing is known that may be used
     */
    Resolution get(EmailAddress recipient) throws DirectoryUnavailableException {
        Object key = resolver.keyOf(recipient);
        CachedAnswer answer = memory.get(key);
        if (answer != null && freshness.isFresh(answer, clock.millis())) {
            (answer.isUnknown() ? counters.unknownHits : counters.hits).increment();
            return answer.resolution();
        }
        counters.misses.increment();
        try {
            return loads.join(key, () -> load(key, recipient), loaded -> loaded.holds(stamps))
                    .resolution();
        } catch (DirectoryUnavailableException e) {
            return inOutage(key, e);
        }
    }

    /** What is held about an address of our domains, and whether {@link #get} would use it at this moment. */
    HeldAnswer held(EmailAddress recipient) {
        CachedAnswer answer = memory.get(resolver.keyOf(recipient));
        if (answer == null) {
            return HeldAnswer.none();
        }
        State state = freshness.isFresh(answer, clock.millis())
                ? State.USED
                : isUsableInOutage(answer) ? State.USED_IN_OUTAGE : State.NOT_USED;
        return new HeldAnswer(state, Optional.of(Instant.ofEpochMilli(answer.loadedAt())));
    }

    private Resolution inOutage(Object key, DirectoryUnavailableException outage) throws DirectoryUnavailableException {
        CachedAnswer last = memory.get(key);
        boolean usable = isUsableInOutage(last);
        if (!(outage instanceof UntrustedAnswerException)) {
            outages.failed("unavailable", String.valueOf(outage.getMessage()));
        }
        if (last == null || !usable) {
            throw outage;
        }
        counters.staleServed.increment();
        return last.resolution();
    }

    private boolean isUsableInOutage(@Nullable CachedAnswer last) {
        return last != null && freshness.isUsableInOutage(last, clock.millis());
    }

    private CachedAnswer load(Object key, EmailAddress recipient) throws DirectoryUnavailableException {
        CachedAnswer before = memory.get(key);
        if (before != null && freshness.isFresh(before, clock.millis())) {
            // Another look-up has loaded it meanwhile.
            return before;
        }
        if (before != null && !before.holds(stamps)) {
            counters.invalidations.increment();
        }
        EmailAddress kept = compact.compact(recipient);
        for (int attempt = 1; ; attempt++) {
            long now = clock.millis();
            if (!circuit.mayAsk(key, now)) {
                throw new DirectoryUnavailableException(circuit.problem() + "; it will be asked again soon");
            }
            // Read before asking: anything that changes from now on has a later stamp.
            long holdsAt = stamps.now();
            Traced traced = ask(key, recipient);
            int[] slots = stamps.slotsOf(traced.dependencies());
            CachedAnswer answer = new CachedAnswer(
                    compact.compact(kept, traced.resolution()), slots, now, holdsAt, settled.isRecent(slots, now));
            if (answer.holds(stamps)) {
                memory.keep(key instanceof EmailAddress ? kept : key, answer, traced.madeUp());
                return answer;
            }
            counters.discarded.increment();
            if (attempt == ATTEMPTS) {
                // It was right when the directory was asked, after this look-up began. The next look-up asks again.
                return answer;
            }
        }
    }

    private Traced ask(Object key, EmailAddress recipient) throws DirectoryUnavailableException {
        counters.loads.increment();
        try {
            Traced traced = resolver.resolve(recipient);
            answered();
            return traced;
        } catch (UntrustedAnswerException e) {
            // The directory does answer, and may be complete for other domains.
            counters.failedLoads.increment();
            answered();
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

    private void answered() {
        circuit.succeeded();
        outages.succeeded();
    }
}
