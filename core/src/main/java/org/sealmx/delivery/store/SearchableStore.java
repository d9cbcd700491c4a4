package org.sealmx.delivery.store;

import java.util.Optional;

/**
 * A store that stores a message again when it is given it again, but can be searched for it. A {@link JournaledStore}
 * around it makes it a {@link SealedStore}. Whatever goes wrong is returned as a {@link StoreResult}, not thrown.
 * Implementations are thread-safe.
 */
public interface SearchableStore extends StoreTraits {

    /** Stores a message, even if it is already there, so that {@link #find} finds it by the id of the delivery. */
    StoreResult append(SealedDelivery delivery);

    /**
     * Looks for the message of a delivery.
     *
     * @return empty when the message is not there; {@link StoreResult.AlreadyThere} when it is; otherwise why that is
     *     not known
     */
    Optional<StoreResult> find(SealedDelivery delivery);
}
