package org.sealmx.delivery.couchdb;

import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.http.ServerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates the answers of CouchDB and Soledad, or their absence, into {@link StoreResult}s. */
final class CouchDbResults {

    private static final Logger LOGGER = LoggerFactory.getLogger(CouchDbResults.class);

    private CouchDbResults() {}

    /** Stores a message, or throws the server's refusal. */
    @FunctionalInterface
    interface Attempt {
        void put() throws ServerException;
    }

    /**
     * Makes an attempt and returns its result.
     *
     * @param id of the delivery, for the log
     * @param full the scope of a {@link StoreResult.Full} when the server has no room
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
