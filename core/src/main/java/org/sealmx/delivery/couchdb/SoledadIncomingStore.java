package org.sealmx.delivery.couchdb;

import java.util.Set;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StorePromise;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.Route;
import org.sealmx.http.ServerException;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.SealingFormat;
import org.sealmx.soledad.SoledadClient;

/**
 * Hands messages sealed in leap_mx' format to Soledad, which makes the documents around them. The id is the delivery's,
 * so that what is there already is not stored again. Safe for use by several threads.
 */
public final class SoledadIncomingStore implements SealedStore {

    /** What {@code store} of {@code sealmx.properties} calls it. */
    public static final String NAME = "soledad";

    private final SoledadClient client;
    private final String boxPrefix;

    /**
     * @param client is not closed with this
     * @param boxPrefix stands before the user id; usually empty
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
    public StoreResult store(Route route, DeliveryId id, SealedMessage message) {
        return CouchDbResults.of(id, StoreResult.Scope.ACCOUNT, () -> put(route.account(), id, message));
    }

    /** Stores, or says why not as Soledad did. */
    void put(AccountId account, DeliveryId id, SealedMessage message) throws ServerException {
        client.putIncoming(boxPrefix + UserIds.checked(account), id.hex(), message.size(), message::open);
    }
}
