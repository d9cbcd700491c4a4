package com.example;

import java.util.Set;
import javax.inject.Inject;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.mailets.Deliver;
import org.sealmx.mailets.Stores;
import org.sealmx.policy.RecipientPolicy;

/** Delivers to the {@link AppendStore}. Parameters: none. */
public final class PutAside extends Deliver {

    private final SealedStore store;

    @Inject
    public PutAside(DeliveryLedger ledger, DeliveryIdFactory deliveryIds, RecipientPolicy policy, Stores stores) {
        super(ledger, deliveryIds, policy);
        store = stores.named(AppendStore.NAME);
    }

    @Override
    public SealedStore store() {
        return store;
    }

    @Override
    protected Set<String> parameters() {
        return Set.of();
    }

    @Override
    protected void configure() {
        // there is nothing to read
    }
}
