package org.sealmx.delivery;

import com.google.errorprone.annotations.ThreadSafe;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import org.sealmx.policy.Refusal;
import org.sealmx.policy.RefusalCause;
import org.sealmx.smtp.Reply;

/**
 * The outcome of one destination so far: silent at first, then the first report, which only a confirmation overrides.
 */
@ThreadSafe
final class OutcomeRecord {

    @GuardedBy("this")
    private DeliveryOutcome current = new DeliveryOutcome.Silent();

    @GuardedBy("this")
    private Optional<Refusal> refusal = Optional.empty();

    synchronized void confirm() {
        current = new DeliveryOutcome.Confirmed();
    }

    synchronized void refuse(Refusal reported) {
        if (current instanceof DeliveryOutcome.Silent) {
            refusal = Optional.of(reported);
        }
        report(
                reported.cause().isOutage()
                        ? new DeliveryOutcome.Deferred(reported.reply())
                        : new DeliveryOutcome.Refused(reported.reply()));
    }

    synchronized void defer(Reply reply) {
        report(new DeliveryOutcome.Deferred(reply));
    }

    synchronized DeliveryOutcome current() {
        return current;
    }

    /** The refusal that counts; empty when the destination did not refuse, or got its copy nevertheless. */
    synchronized Optional<Refusal> refusal() {
        return current instanceof DeliveryOutcome.Refused ? refusal : Optional.empty();
    }

    /** Why the report that counts is no confirmation; empty when it is one, or gave no cause. */
    synchronized Optional<RefusalCause> cause() {
        return current instanceof DeliveryOutcome.Confirmed ? Optional.empty() : refusal.map(Refusal::cause);
    }

    @GuardedBy("this")
    private void report(DeliveryOutcome outcome) {
        if (current instanceof DeliveryOutcome.Silent) {
            current = outcome;
        }
    }
}
