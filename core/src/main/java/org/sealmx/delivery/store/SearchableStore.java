package org.sealmx.delivery.store;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;

/** An {@link AppendingStore} that can be searched for a message, so that the journal around it keeps each once. */
@ThreadSafe
public interface SearchableStore extends AppendingStore {

    /** {@inheritDoc} {@link #find} finds it by the id of the delivery. */
    @Override
    StoreResult append(SealedDelivery delivery);

    /**
     * Looks for the message of a delivery.
     *
     * @return empty when the message is not there; {@link StoreResult.AlreadyThere} when it is; otherwise why that is
     *     not known
     */
    Optional<StoreResult> find(SealedDelivery delivery);
}
