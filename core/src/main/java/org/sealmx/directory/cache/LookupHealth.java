package org.sealmx.directory.cache;

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
 * What is wrong with the look-ups of a directory at this moment. What the last one met may be over for hours: while
 * memory answers, nobody asks. So as long as there is a problem, {@link #lookForProblems()} looks the postmasters up
 * again. Safe for use by several threads.
 */
final class LookupHealth implements DirectoryHealth {

    private static final Logger LOGGER = LoggerFactory.getLogger(LookupHealth.class);
    /** Any user id will do: an answer that can be trusted says that there is none. */
    private static final AccountId SOMEBODY = new AccountId("postmaster");

    private final IdentityLookup lookup;
    private final Set<AddressKey> postmasters;
    private final Circuit circuit;
    private final OutageLog outages;
    private final Clock clock;

    /**
     * @param lookup what is asked
     * @param domains which are ours
     * @param circuit says when it may be asked
     * @param outages of the lookup
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
            // It does answer, and says itself what is missing.
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
