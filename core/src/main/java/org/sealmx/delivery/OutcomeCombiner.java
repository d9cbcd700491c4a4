package org.sealmx.delivery;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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
        OptionalInt decisive = decisive(outcomes);
        return decisive.isPresent() ? replyOf(outcomes.get(decisive.getAsInt())) : Replies.NOT_CONFIRMED;
    }

    /**
     * The destination that determines the reply.
     *
     * @param outcomes one for each destination, in the order of the routes
     * @return its index; empty without any destination
     */
    static OptionalInt decisive(List<DeliveryOutcome> outcomes) {
        OptionalInt retried = first(
                outcomes,
                outcome -> outcome instanceof Deferred || outcome instanceof Silent);
        if (retried.isPresent()) {
            return retried;
        }
        OptionalInt confirmed = first(outcomes, Confirmed.class::isInstance);
        return confirmed.isPresent() ? confirmed : first(outcomes, Refused.class::isInstance);
    }

    private static OptionalInt first(List<DeliveryOutcome> outcomes, Predicate<DeliveryOutcome> kind) {
        return IntStream.range(0, outcomes.size())
                .filter(i -> kind.test(outcomes.get(i)))
                .findFirst();
    }

    private static Reply replyOf(DeliveryOutcome outcome) {
        if (outcome instanceof Deferred deferred) {
            return deferred.reply();
        } else if (outcome instanceof Refused refused) {
            return refused.reply();
        }
        return outcome instanceof Confirmed ? Replies.STORED : Replies.NOT_CONFIRMED;
    }
}
