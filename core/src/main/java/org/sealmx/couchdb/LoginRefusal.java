package org.sealmx.couchdb;

import java.util.Set;

/**
 * What an answer says of the login. A database can refuse a write with 401 or 403 as well and in words of its own ({@code
 * validate_doc_update}), so only the sentences that CouchDB 1 to 3 has for logins count.
 */
enum LoginRefusal {
    /** Nothing. */
    NONE,
    /** The server does not take what was sent. */
    REFUSED,
    /** The server has locked the user out. */
    LOCKED;

    private static final String LOCK_OUT = "Account is temporarily locked due to multiple authentication failures";

    /** The second one is what a session that is no longer good gets where anonymous requests are not taken, the third one elsewhere. */
    private static final Set<String> OF_LOGINS = Set.of(
            "Name or password is incorrect.",
            "Authentication required.",
            "You are not authorized to access this db.",
            "User document conflicts must be resolved before the document is used for authentication purposes.");

    /** What the answer to any request says; 401 without a reason is that of a proxy, or of Soledad. */
    static LoginRefusal toRequest(int status, ErrorBody body) {
        boolean known = body.reason().isEmpty() || OF_LOGINS.contains(body.reason());
        return status == 401 && known ? REFUSED : lockOut(status, body);
    }

    /** What the answer to a login says, where 401 has no other meaning. */
    static LoginRefusal toLogin(int status, ErrorBody body) {
        return status == 401 ? REFUSED : lockOut(status, body);
    }

    private static LoginRefusal lockOut(int status, ErrorBody body) {
        return status == 403 && body.reason().equals(LOCK_OUT) ? LOCKED : NONE;
    }
}
