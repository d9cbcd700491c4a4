package org.sealmx.delivery.store;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.directory.Route;
import org.sealmx.sealing.SealedMessage;

/**
 * Stores sealed messages, each of them once: {@link StorePromise#IDEMPOTENT} must be among its promises, or the chain
 * does not start. Whatever goes wrong is returned as a {@link StoreResult}, not thrown. A store that cannot tell by
 * itself whether it already has a message implements {@link SearchableStore} instead, and is wrapped in a
 * {@link JournaledStore}.
 */
@ThreadSafe
public interface SealedStore extends StoreTraits {

    /**
     * Stores a message.
     *
     * @param route the route to the account
     * @param id of the delivery, the same at each attempt: a message that is already there under this id is not stored
     *     again
     * @param message sealed as {@link #format()}
     * @return {@link StoreResult.Stored} or {@link StoreResult.AlreadyThere} only when the store has acknowledged the
     *     message
     */
    StoreResult store(Route route, DeliveryId id, SealedMessage message);
}
