package org.sealmx.delivery.couchdb;

import org.sealmx.couchdb.CouchDbException;
import org.sealmx.couchdb.SoledadClient;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.directory.AccountId;
import org.sealmx.sealing.SealedMessage;

/**
 * Hands messages sealed in leap_mx' format to Soledad, which makes the documents around them. The id is the delivery's, so that what is there
 * already is not stored again. Safe for use by several threads.
 */
public final class SoledadIncomingStore {

    private final SoledadClient client;
    private final String boxPrefix;

    /**
     * @param client    is not closed with this
     * @param boxPrefix stands before the user id; usually empty
     */
    public SoledadIncomingStore(SoledadClient client, String boxPrefix) {
        this.client = client;
        this.boxPrefix = boxPrefix;
    }

    /**
     * Stores a message; when this returns, it is stored.
     *
     * @param account whose it is
     * @param id      of the delivery
     * @param sealed  the sealed message, sealed in leap_mx' format
     * @throws CouchDbException TOO_LARGE when the server does not take messages of this size, FULL when the account is over its quota,
     *                          REJECTED when its user_id cannot be part of a path
     */
    public void store(AccountId account, DeliveryId id, SealedMessage sealed) throws CouchDbException {
        client.putIncoming(boxPrefix + UserIds.checked(account), id.hex(), sealed.size(), sealed::open);
    }
}
