package org.sealmx.delivery;

import java.util.List;
import java.util.Optional;
import org.sealmx.delivery.DeliveryOutcome.Confirmed;
import org.sealmx.delivery.DeliveryOutcome.Deferred;
import org.sealmx.delivery.DeliveryOutcome.Refused;
import org.sealmx.delivery.DeliveryOutcome.Silent;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

/**
 * Combines the outcomes of all destinations of a recipient into the one reply that it gets after DATA (RFC 2033 section
 * 4.2). A pure function.
 */
public final class OutcomeCombiner {

    private OutcomeCombiner() {}

    /**
     * If an outage deferred any destination, or any stayed silent, the first such destination determines the reply: the
     * retry reaches it and does not store the other copies again. Otherwise, if any destination confirmed, the reply is
     * {@link Replies#STORED}. Otherwise it is the first refusal. Without any destination, the delivery counts as
     * silent.
     *
     * @param outcomes one for each destination, in the order of the routes
     */
    public static Reply replyOf(List<DeliveryOutcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> retryReply(outcome).stream())
                .findFirst()
                .orElseGet(() -> finalReply(outcomes));
    }

    private static Optional<Reply> retryReply(DeliveryOutcome outcome) {
        if (outcome instanceof Deferred deferred) {
            return Optional.of(deferred.reply());
        }
        return outcome instanceof Silent ? Optional.of(Replies.NOT_CONFIRMED) : Optional.empty();
    }

    private static Reply finalReply(List<DeliveryOutcome> outcomes) {
        if (outcomes.stream().anyMatch(Confirmed.class::isInstance)) {
            return Replies.STORED;
        }
        return outcomes.stream()
                .filter(Refused.class::isInstance)
                .map(refused -> ((Refused) refused).reply())
                .findFirst()
                .orElse(Replies.NOT_CONFIRMED);
    }
}
