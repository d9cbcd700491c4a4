package org.sealmx.delivery.couchdb;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Set;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.store.SealedDelivery;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.directory.AccountId;
import org.sealmx.http.ServerException;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.soledad.SoledadClient;

/**
 * Hands messages sealed in leap_mx' format to Soledad, which makes documents of them. The document's id is the
 * delivery's, so that a retry does not store the message again.
 */
@ThreadSafe
public final class SoledadIncomingStore implements SealedStore {

    /** The value of {@code store} in {@code sealmx.properties} that selects this store. */
    public static final String NAME = "soledad";

    private final SoledadClient client;
    private final String boxPrefix;

    /**
     * @param client not closed by this store
     * @param boxPrefix prepended to the user id; usually empty
     */
    public SoledadIncomingStore(SoledadClient client, String boxPrefix) {
        this.client = client;
        this.boxPrefix = boxPrefix;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<StorePromise> promises() {
        return Set.of(StorePromise.DURABLE, StorePromise.IDEMPOTENT);
    }

    @Override
    public SealingFormat format() {
        return SealingFormat.LEAP;
    }

    @Override
    public StoreResult store(SealedDelivery delivery) {
        return CouchDbResults.of(
                delivery.id(),
                StoreResult.Scope.ACCOUNT,
                () -> put(delivery.route().account(), delivery.id(), delivery.message()));
    }

    /** Stores a message, or throws Soledad's refusal. */
    void put(AccountId account, DeliveryId id, SealedMessage message) throws ServerException {
        client.putIncoming(boxPrefix + UserIds.checked(account), id.hex(), message.size(), message::open);
    }
}
