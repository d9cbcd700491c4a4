package org.sealmx.delivery.store;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.directory.Route;
import org.sealmx.sealing.SealedMessage;

/**
 * A store that stores a message again when it is given it again, but can be searched for it. A {@link JournaledStore}
 * around it makes it a {@link SealedStore}. Whatever goes wrong is returned as a {@link StoreResult}, not thrown.
 */
@ThreadSafe
public interface SearchableStore extends StoreTraits {

    /**
     * Stores a message, even if it is already there.
     *
     * @param id of the delivery, by which {@link #find} finds it
     */
    StoreResult append(Route route, DeliveryId id, SealedMessage message);

    /**
     * Looks for the message of a delivery.
     *
     * @return empty when the message is not there; {@link StoreResult.AlreadyThere} when it is; otherwise why that is
     *     not known
     */
    Optional<StoreResult> find(Route route, DeliveryId id);
}
