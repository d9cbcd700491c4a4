package org.sealmx.explain;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.Route;
import org.sealmx.policy.Decision;
import org.sealmx.policy.PolicyListener;
import org.sealmx.smtp.EmailAddress;

/** Keeps what the policy considers in one decision. */
@ThreadSafe
final class Collector implements PolicyListener {

    @GuardedBy("this")
    private final Map<EmailAddress, Decision> decisions = new LinkedHashMap<>();

    @GuardedBy("this")
    private Optional<String> outage = Optional.empty();

    /** A later decision about the same route is that of the store. */
    @Override
    public synchronized void decided(Decision decision, EmailAddress asked) {
        decisions.put(decision.route().mailbox(), decision);
    }

    @Override
    public void deadEnd(Route sibling, BlockReason reason) {
        // a step of the resolution
    }

    @Override
    public synchronized void unavailable(DirectoryUnavailableException problem) {
        outage = Optional.of(String.valueOf(problem.getMessage()));
    }

    @Override
    public synchronized void failed(RuntimeException failure) {
        outage = Optional.of(problem(failure));
    }

    @Override
    public void succeeded() {
        // the verdict says so
    }

    /** The last decision about each route, in the order of the routes. */
    synchronized List<Decision> decisions() {
        return List.copyOf(decisions.values());
    }

    /** Why there was no answer; empty when there was one. */
    synchronized Optional<String> outage() {
        return outage;
    }

    /** A failure that nobody has foreseen, by its kind alone: its message is not ours. */
    static String problem(RuntimeException failure) {
        return "a look-up ended in " + failure.getClass().getName();
    }
}
