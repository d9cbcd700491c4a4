package org.sealmx.delivery.store;

import java.util.Optional;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.directory.Route;
import org.sealmx.sealing.SealedMessage;

/**
 * A store that stores again what it is given again, and can be searched for what it has: a {@link SealedStore} only
 * with a {@link JournaledStore} around it. Whatever goes wrong is a {@link StoreResult}. Implementations are safe for
 * use by several threads.
 */
public interface SearchableStore extends StoreTraits {

    /**
     * Stores a message, also when it is there already.
     *
     * @param id of the delivery, by which {@link #find} finds it
     */
    StoreResult append(Route route, DeliveryId id, SealedMessage message);

    /**
     * Looks for the message of a delivery.
     *
     * @return empty when it is not there; {@link StoreResult.AlreadyThere} when it is; why it is not known otherwise
     */
    Optional<StoreResult> find(Route route, DeliveryId id);
}
