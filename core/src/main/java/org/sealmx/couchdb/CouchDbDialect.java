package org.sealmx.couchdb;

import com.google.errorprone.annotations.Immutable;
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
 * How CouchDB refuses logins and gives sessions. A database's {@code validate_doc_update} function can also refuse a
 * write with 401 or 403, with a text of its own. So an answer counts as a refused login only when its reason is one of
 * those that CouchDB 1 to 3 uses for logins.
 */
@Immutable
final class CouchDbDialect implements Dialect {

    private static final String LOCK_OUT = "Account is temporarily locked due to multiple authentication failures";

    /**
     * An expired session gets the second one where anonymous requests are not accepted, and the third one elsewhere.
     */
    private static final Set<String> OF_LOGINS = Set.of(
            "Name or password is incorrect.",
            "Authentication required.",
            "You are not authorized to access this db.",
            "User document conflicts must be resolved before the document is used for authentication purposes.");

    /** {@inheritDoc} A 401 without a reason is that of a proxy. */
    @Override
    public LoginRefusal loginRefusal(int status, ErrorBody error) {
        boolean known = error.reason().isEmpty() || OF_LOGINS.contains(error.reason());
        return status == 401 && known ? LoginRefusal.REFUSED : lockOut(status, error);
    }

    /** What the answer to a login request says: there, 401 has no other meaning. */
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
