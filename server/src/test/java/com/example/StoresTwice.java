package com.example;

import java.util.Set;
import javax.inject.Inject;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.mailets.Deliver;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.sealing.SealingFormat;

/** A delivery to a store that does not promise to keep each message only once. */
public final class StoresTwice extends Deliver implements SealedStore {

    @Inject
    public StoresTwice(DeliveryLedger ledger, DeliveryIdFactory deliveryIds, RecipientPolicy policy) {
        super(ledger, deliveryIds, policy);
    }

    @Override
    public SealedStore store() {
        return this;
    }

    @Override
    protected Set<String> parameters() {
        return Set.of();
    }

    @Override
    protected void configure() {
        // there is nothing to read
    }

    @Override
    public String name() {
        return "twice";
    }

    @Override
    public SealingFormat format() {
        return SealingFormat.MIME;
    }

    @Override
    public Set<StorePromise> promises() {
        return Set.of(StorePromise.DURABLE);
    }

    @Override
    public StoreResult store(SealedDelivery delivery) {
        return new StoreResult.Stored();
    }
}
