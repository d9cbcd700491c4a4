package org.sealmx.policy;

import java.util.List;
import org.sealmx.directory.BlockReason;

/** What the policy says about a recipient. Immutable. */
public sealed interface Verdict {

    /**
     * Mail may be delivered along at least one of the routes.
     *
     * @param decisions one for each route, in the order of the routes; at least one of them is
     *     {@link Decision.Sealable}
     * @param blocked why further destinations of the alias lead nowhere, one entry each; usually empty
     */
    record Accept(List<Decision> decisions, List<BlockReason> blocked) implements Verdict {
        /** @throws IllegalArgumentException when no copy can be sealed: that is a refusal */
        public Accept {
            decisions = List.copyOf(decisions);
            blocked = List.copyOf(blocked);
            if (decisions.stream().noneMatch(Decision.Sealable.class::isInstance)) {
                throw new IllegalArgumentException("mail for which no copy can be sealed is refused");
            }
        }
    }

    /** Mail is refused, for now or for good. */
    record Refuse(Refusal refusal) implements Verdict {}
}
