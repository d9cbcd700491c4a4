package org.sealmx.delivery.forward;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Set;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.sealing.SealingFormat;

/** In place of a {@link ForwardStore} when forwarding is off: the policy lets no message come here. */
@ThreadSafe
public final class NoForwards implements SealedStore {

    @Override
    public String name() {
        return ForwardStore.NAME;
    }

    @Override
    public SealingFormat format() {
        return SealingFormat.MIME;
    }

    @Override
    public Set<StorePromise> promises() {
        return Set.of(StorePromise.IDEMPOTENT, StorePromise.DURABLE);
    }

    /** {@inheritDoc} It never is. */
    @Override
    public StoreResult store(SealedDelivery delivery) {
        return new StoreResult.NotAcceptable("forwarding is off (forward-hop in sealmx.properties)");
    }
}
