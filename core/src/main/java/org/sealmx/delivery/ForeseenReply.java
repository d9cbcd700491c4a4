package org.sealmx.delivery;

import java.util.ArrayList;
import java.util.List;
import org.sealmx.policy.Decision;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.Verdict;
import org.sealmx.smtp.Reply;

/**
 * The reply after DATA that a verdict leads to when every copy that can be sealed is stored. It is made as that of a
 * delivery is, from the outcome of each destination. Pure functions.
 */
public final class ForeseenReply {

    private ForeseenReply() {}

    /** The reply for the recipient that the verdict is about. */
    public static Reply of(Verdict verdict) {
        List<DeliveryOutcome> outcomes = new ArrayList<>();
        if (verdict instanceof Verdict.Refuse refuse) {
            outcomes.add(refused(refuse.refusal()));
        } else if (verdict instanceof Verdict.Accept accept) {
            // dead ends come before the copies, as in a delivery
            accept.blocked().forEach(reason -> outcomes.add(refused(RecipientPolicy.refusalOf(reason))));
            accept.decisions().forEach(decision -> outcomes.add(of(decision)));
        }
        return OutcomeCombiner.replyOf(outcomes);
    }

    private static DeliveryOutcome of(Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            return refused(refused.refusal());
        }
        OutcomeRecord outcome = new OutcomeRecord();
        outcome.confirm();
        return outcome.current();
    }

    private static DeliveryOutcome refused(Refusal refusal) {
        OutcomeRecord outcome = new OutcomeRecord();
        outcome.refuse(refusal);
        return outcome.current();
    }
}
