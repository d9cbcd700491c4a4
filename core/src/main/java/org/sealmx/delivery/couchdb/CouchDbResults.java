package org.sealmx.delivery.couchdb;

import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.http.ServerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the answers of CouchDB and Soledad, or none, mean for a message. */
final class CouchDbResults {

    private static final Logger LOGGER = LoggerFactory.getLogger(CouchDbResults.class);

    private CouchDbResults() {}

    /** Stores a message, or says why not as the server did. */
    @FunctionalInterface
    interface Attempt {
        void put() throws ServerException;
    }

    /**
     * What has come of an attempt.
     *
     * @param id of the delivery, for the log
     * @param full whose room is used up when the server says that it has none
     */
    static StoreResult of(DeliveryId id, Scope full, Attempt attempt) {
        try {
            attempt.put();
            return new StoreResult.Stored();
        } catch (ServerException e) {
            LOGGER.debug("delivery {}", id.hex(), e);
            return of(e, full);
        }
    }

    private static StoreResult of(ServerException fault, Scope full) {
        boolean answered = fault.status().isPresent();
        String kind = fault.kind().name();
        String reason = String.valueOf(fault.getMessage());
        return switch (fault.kind()) {
            case TOO_LARGE ->
                answered ? new StoreResult.TooLarge(reason) : new StoreResult.Unavailable(Scope.ACCOUNT, kind, reason);
            case FULL -> new StoreResult.Full(full, reason);
            case REJECTED ->
                answered
                        ? new StoreResult.Unavailable(Scope.ACCOUNT, kind, reason)
                        : new StoreResult.NotAcceptable(reason);
            case NOT_FOUND, CONFLICT -> new StoreResult.Unavailable(Scope.ACCOUNT, kind, reason);
            case UNAVAILABLE, UNAUTHORISED, NONSENSE -> new StoreResult.Unavailable(Scope.STORE, kind, reason);
        };
    }
}
