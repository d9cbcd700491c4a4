package org.sealmx.delivery.outcome;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.List;

/** Tells several listeners. */
@ThreadSafe
final class AllListeners implements OutcomeListener {

    @SuppressWarnings("ThreadSafe") // unmodifiable
    private final List<OutcomeListener> listeners;

    AllListeners(List<OutcomeListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void ended(RecipientOutcome outcome) {
        listeners.forEach(listener -> listener.ended(outcome));
    }
}
