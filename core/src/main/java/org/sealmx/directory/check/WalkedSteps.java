package org.sealmx.directory.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sealmx.directory.BlockReason;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.Route;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.resolve.ResolutionStep;
import org.sealmx.directory.resolve.ResolutionTrace;
import org.sealmx.policy.Decision;
import org.sealmx.policy.PolicyListener;
import org.sealmx.smtp.EmailAddress;

/** What the resolver and the policy say about one address after the other. Used by one thread. */
@SuppressWarnings("ThreadSafe") // by one thread
final class WalkedSteps implements ResolutionTrace, PolicyListener {

    /** The document that led to each address. */
    private final Map<EmailAddress, Identity> ledBy = new HashMap<>();

    private final List<ResolutionStep.DeadEnd> deadEnds = new ArrayList<>();
    private final List<Decision.Refused> refused = new ArrayList<>();

    /** Forgets the last address. */
    void begin() {
        ledBy.clear();
        deadEnds.clear();
        refused.clear();
    }

    @Override
    public void made(ResolutionStep step) {
        if (step instanceof ResolutionStep.Followed followed) {
            ledBy.put(followed.next(), followed.by());
        } else if (step instanceof ResolutionStep.DeadEnd end) {
            deadEnds.add(end);
        }
    }

    List<ResolutionStep.DeadEnd> deadEnds() {
        return deadEnds;
    }

    List<Decision.Refused> refused() {
        return refused;
    }

    /** The document at which mail ends: that of the dead end, or the one that led there. */
    Optional<DocumentId> documentAt(ResolutionStep.DeadEnd end) {
        return end.by().or(() -> Optional.ofNullable(ledBy.get(end.address()))).map(Identity::id);
    }

    @Override
    public void decided(Decision decision, EmailAddress asked) {
        if (decision instanceof Decision.Refused known) {
            refused.add(known);
        }
    }

    @Override
    public void deadEnd(Route sibling, BlockReason reason) {
        // the resolver has said more about it
    }

    @Override
    public void unavailable(DirectoryUnavailableException outage) {
        throw new IllegalStateException("documents in memory answer for each address that has one", outage);
    }

    @Override
    public void failed(RuntimeException failure) {
        throw failure;
    }

    @Override
    public void succeeded() {
        // the verdict is returned
    }
}
