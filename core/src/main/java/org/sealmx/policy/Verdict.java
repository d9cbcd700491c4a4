package org.sealmx.policy;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.BlockReason;

/** What the policy decides about a recipient. */
@Immutable
public sealed interface Verdict {

    /**
     * Mail may be delivered along at least one of the routes.
     *
     * @param decisions one for each route, in the order of the routes; at least one of them is
     *     {@link Decision.Sealable}
     * @param blocked why other destinations of the alias lead to no mailbox, one entry for each; usually empty
     */
    @Immutable
    record Accept(List<Decision> decisions, List<BlockReason> blocked) implements Verdict {
        /** @throws IllegalArgumentException when no copy can be sealed, which is a {@link Refuse} */
        public Accept {
            decisions = List.copyOf(decisions);
            blocked = List.copyOf(blocked);
            if (decisions.stream().noneMatch(Decision.Sealable.class::isInstance)) {
                throw new IllegalArgumentException(
                        "at least one decision must be Sealable, otherwise the mail is refused");
            }
        }
    }

    /**
     * Mail is refused, temporarily or permanently.
     *
     * @param accounts that the recipient leads to, each once, for the operator; empty when it leads to none
     */
    @Immutable
    record Refuse(Refusal refusal, List<AccountId> accounts) implements Verdict {
        /** Takes a copy. */
        public Refuse {
            accounts = List.copyOf(accounts);
        }

        /** A refusal that concerns no account. */
        public Refuse(Refusal refusal) {
            this(refusal, List.of());
        }
    }
}
