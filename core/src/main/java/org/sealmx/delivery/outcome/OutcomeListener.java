package org.sealmx.delivery.outcome;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Collection;
import java.util.List;

/** Is told what became of each recipient. */
@ThreadSafe
@FunctionalInterface
public interface OutcomeListener {

    /** Called once for each RCPT, just before its last reply is sent. Returns quickly and throws nothing. */
    void ended(RecipientOutcome outcome);

    /** Tells several listeners, in their order. */
    static OutcomeListener all(Collection<? extends OutcomeListener> listeners) {
        return new AllListeners(List.copyOf(listeners));
    }
}
