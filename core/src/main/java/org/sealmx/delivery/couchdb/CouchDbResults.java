package org.sealmx.delivery.couchdb;

import org.sealmx.couchdb.CouchDbException;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.delivery.store.StoreResult.Scope;

/** What the answers of CouchDB and Soledad, or none, mean for a message. */
final class CouchDbResults {

    private CouchDbResults() {}

    /** @param full whose room is used up when the server says that it has none */
    static StoreResult of(CouchDbException fault, Scope full) {
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
