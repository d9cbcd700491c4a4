package org.sealmx.delivery.store;

import com.google.errorprone.annotations.ThreadSafe;

/**
 * A store that stores a message again when it is given it again. A {@link JournaledStore} around it makes it a
 * {@link SealedStore}. Whatever goes wrong is returned as a {@link StoreResult}, not thrown.
 */
@ThreadSafe
public interface AppendingStore extends StoreTraits, RcptAdvice, StoreHealth {

    /** Stores a message, even if it is already there. */
    StoreResult append(SealedDelivery delivery);
}
