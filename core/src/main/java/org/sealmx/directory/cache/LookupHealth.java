package org.sealmx.directory.cache;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryHealth;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.UntrustedAnswerException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.IdentityLookup;
import org.sealmx.outage.OutageLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is wrong with the look-ups of a directory at this moment. The problem that the last look-up met may have
 * been over for hours: while memory answers, nobody asks the directory. So as long as there is a problem,
 * {@link #lookForProblems()} looks up the postmasters again.
 */
@ThreadSafe
final class LookupHealth implements DirectoryHealth {

    private static final Logger LOGGER = LoggerFactory.getLogger(LookupHealth.class);
    /** Any user id will do: the directory need not know it. */
    private static final AccountId SOMEBODY = new AccountId("postmaster");

    private final IdentityLookup lookup;

    @SuppressWarnings("ThreadSafe") // unmodifiable
    private final Set<AddressKey> postmasters;

    private final Circuit circuit;
    private final OutageLog outages;
    private final Clock clock;

    /**
     * @param lookup the directory to ask
     * @param domains our domains
     * @param circuit decides when the directory may be asked
     * @param outages logs the outages of the look-ups
     * @param clock tells the time
     */
    LookupHealth(IdentityLookup lookup, LocalDomains domains, Circuit circuit, OutageLog outages, Clock clock) {
        this.lookup = lookup;
        this.postmasters = domains.names().stream()
                .map(domain -> new AddressKey("postmaster@" + domain))
                .collect(Collectors.toUnmodifiableSet());
        this.circuit = circuit;
        this.outages = outages;
        this.clock = clock;
    }

    @Override
    public List<String> lookForProblems() {
        if (!problems().isEmpty() && circuit.mayAsk(this, clock.millis())) {
            askAgain();
        }
        return problems();
    }

    @Override
    public List<String> problems() {
        List<String> ofLookup = lookup instanceof DirectoryHealth health ? health.problems() : List.of();
        return Stream.concat(outages.problem().stream(), ofLookup.stream()).toList();
    }

    private void askAgain() {
        try {
            lookup.byAddress(postmasters);
            lookup.byUserId(Set.of(SOMEBODY));
            circuit.succeeded();
            outages.succeeded();
        } catch (UntrustedAnswerException e) {
            // The directory does answer, and reports itself what is missing.
            LOGGER.debug("The answer about the postmasters cannot be trusted", e);
            circuit.succeeded();
            outages.succeeded();
        } catch (DirectoryUnavailableException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            failed("a look-up ended in " + e.getClass().getName());
        }
    }

    private void failed(String problem) {
        circuit.failed(this, clock.millis(), problem);
        outages.failed("unavailable", problem);
    }
}
