package org.sealmx.delivery.store;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;

/** Whether a store can be used now. A store that cannot be asked without storing something inherits that. */
@ThreadSafe
public interface StoreHealth {

    /**
     * Asks the store, which changes nothing in it, and waits for its answer for a minute at most. Throws nothing.
     *
     * @return why mail cannot be stored now, in one line without addresses; empty when the store answers, or cannot be
     *     asked
     */
    default Optional<String> problem() {
        return Optional.empty();
    }
}
