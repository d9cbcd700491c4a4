package org.sealmx.matchers;

import java.util.Set;
import org.sealmx.delivery.Attempt;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;

/** Matches when the policy has refused the recipient, or the route of the run, for one of the given causes. */
abstract class RefusalMatcher extends AttemptMatcher {

    private final Set<RefusalCause> causes;

    RefusalMatcher(DeliveryLedger ledger, RefusalCause... causes) {
        super(ledger);
        this.causes = Set.of(causes);
    }

    @Override
    final boolean matches(Attempt attempt) {
        return attempt.refusal().map(Refusal::cause).filter(causes::contains).isPresent();
    }
}
