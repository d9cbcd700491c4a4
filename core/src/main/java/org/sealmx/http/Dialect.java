package org.sealmx.http;

import com.google.errorprone.annotations.ThreadSafe;
import java.util.Optional;

/** How one kind of server refuses logins, and whether it has sessions. */
@ThreadSafe
public interface Dialect {

    /**
     * What an answer that is not a success says about the login.
     *
     * @param error the error in the answer's body
     */
    LoginRefusal loginRefusal(int status, ErrorBody error);

    /**
     * Asks for a session in place of credentials.
     *
     * @param step sends a request with these credentials, and returns the answer whatever its status is
     * @return empty when the server has no sessions; the first request then shows whether it accepts the credentials
     * @throws ServerException when the server refuses the credentials, or fails
     */
    default Optional<Authorization> session(Authorization credentials, Step step) throws ServerException {
        return Optional.empty();
    }

    /** Sends a request to one node, once. */
    @FunctionalInterface
    interface Step {
        /** Sends the request and returns the answer. */
        Answer send(NodeRequest request) throws ServerException;
    }
}
