package org.sealmx.couchdb;

import java.util.Optional;
import java.util.Set;
import org.sealmx.http.Authorization;
import org.sealmx.http.BasicCredentials;
import org.sealmx.http.Dialect;
import org.sealmx.http.ErrorBody;
import org.sealmx.http.LoginRefusal;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.ServerException;

/**
 * How CouchDB refuses a login, and gives sessions. A database can refuse a write with 401 or 403 as well and in words
 * of its own ({@code validate_doc_update}), so only the sentences that CouchDB 1 to 3 has for logins count.
 */
final class CouchDbDialect implements Dialect {

    private static final String LOCK_OUT = "Account is temporarily locked due to multiple authentication failures";

    /**
     * The second one is what a session that is no longer good gets where anonymous requests are not taken, the third
     * one elsewhere.
     */
    private static final Set<String> OF_LOGINS = Set.of(
            "Name or password is incorrect.",
            "Authentication required.",
            "You are not authorized to access this db.",
            "User document conflicts must be resolved before the document is used for authentication purposes.");

    /** What the answer to any request says; 401 without a reason is that of a proxy. */
    @Override
    public LoginRefusal loginRefusal(int status, ErrorBody error) {
        boolean known = error.reason().isEmpty() || OF_LOGINS.contains(error.reason());
        return status == 401 && known ? LoginRefusal.REFUSED : lockOut(status, error);
    }

    /** What the answer to a login says, where 401 has no other meaning. */
    static LoginRefusal ofLogin(int status, ErrorBody error) {
        return status == 401 ? LoginRefusal.REFUSED : lockOut(status, error);
    }

    private static LoginRefusal lockOut(int status, ErrorBody error) {
        return status == 403 && error.reason().equals(LOCK_OUT) ? LoginRefusal.LOCKED : LoginRefusal.NONE;
    }

    @Override
    public Optional<Authorization> session(Authorization credentials, Step step) throws ServerException {
        if (!(credentials instanceof BasicCredentials pair)) {
            return Optional.empty();
        }
        NodeRequest request = SessionCookie.request(pair);
        return SessionCookie.read(step.send(request), request);
    }
}
