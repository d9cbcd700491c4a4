package org.sealmx.delivery.store;

import java.util.Optional;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.directory.Route;

/** A store that stores again what it is given again, and can be searched for what it has. Safe for use by several threads. */
public interface SearchableStore extends SealedStore {

    /**
     * Looks for the message of a delivery.
     *
     * @return empty when it is not there; {@link StoreResult.AlreadyThere} when it is; why it is not known otherwise
     */
    Optional<StoreResult> find(Route route, DeliveryId id);
}
