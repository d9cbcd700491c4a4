package org.sealmx.delivery;

import org.sealmx.policy.Refusal;
import org.sealmx.smtp.Reply;

/** The outcome of one destination as far as it is known: silence at first; then the first report, which only a confirmation overrides. */
final class OutcomeRecord {

    private DeliveryOutcome current = new DeliveryOutcome.Silent();

    synchronized void confirm() {
        current = new DeliveryOutcome.Confirmed();
    }

    synchronized void refuse(Refusal refusal) {
        report(
                refusal.cause().isOutage()
                        ? new DeliveryOutcome.Deferred(refusal.reply())
                        : new DeliveryOutcome.Refused(refusal.reply()));
    }

    synchronized void defer(Reply reply) {
        report(new DeliveryOutcome.Deferred(reply));
    }

    synchronized DeliveryOutcome current() {
        return current;
    }

    private void report(DeliveryOutcome outcome) {
        if (current instanceof DeliveryOutcome.Silent) {
            current = outcome;
        }
    }
}
