package org.sealmx.delivery.store;

import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.directory.Route;
import org.sealmx.sealing.SealedMessage;

/**
 * Takes sealed messages, each once: {@link StorePromise#IDEMPOTENT} is among its promises, or no chain starts with it.
 * Whatever goes wrong is a {@link StoreResult}: nothing is thrown for it. What cannot tell by itself whether it has a
 * message already is a {@link SearchableStore} in a {@link JournaledStore}. Implementations are safe for use by several
 * threads.
 */
public interface SealedStore extends StoreTraits {

    /**
     * Stores a message.
     *
     * @param route where it goes
     * @param id of the delivery, the same at each attempt: what is there under it is not stored again
     * @param message sealed as {@link #format()}
     * @return {@link StoreResult.Stored} or {@link StoreResult.AlreadyThere} only when the store has acknowledged the
     *     message
     */
    StoreResult store(Route route, DeliveryId id, SealedMessage message);
}
