package org.sealmx.delivery.store;

import com.google.errorprone.annotations.ThreadSafe;

/**
 * Stores sealed messages, each of them once: {@link StorePromise#IDEMPOTENT} or
 * {@link StorePromise#ONCE_UNLESS_ANSWER_LOST} must be among its promises, or the chain does not start. Whatever goes
 * wrong is returned as a {@link StoreResult}, not thrown. A store that cannot tell by itself whether it already has a
 * message implements {@link SearchableStore} instead, or {@link AppendingStore} if it cannot be searched, and is
 * wrapped in a {@link JournaledStore}.
 */
@ThreadSafe
public interface SealedStore extends StoreTraits, RcptAdvice, StoreHealth {

    /**
     * Stores a message, unless it is already there under the id of the delivery.
     *
     * @param delivery its message is sealed as {@link #format()}
     * @return {@link StoreResult.Stored} or {@link StoreResult.AlreadyThere} only when the store has acknowledged the
     *     message
     */
    StoreResult store(SealedDelivery delivery);
}
