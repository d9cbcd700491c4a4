package org.sealmx.http;

import java.util.Optional;

/** How one kind of server refuses, and whether it has sessions. Safe for use by several threads. */
public interface Dialect {

    /**
     * What an answer says of the login, when it is no success.
     *
     * @param error the server's words in the body
     */
    LoginRefusal loginRefusal(int status, ErrorBody error);

    /**
     * Asks for a session in place of credentials.
     *
     * @param step sends a request with these credentials; whatever the status of the answer is
     * @return empty when the server has none to give; whether it knows the credentials is then seen with the first
     *     request
     * @throws ServerException when it refuses the credentials, or fails
     */
    default Optional<Authorization> session(Authorization credentials, Step step) throws ServerException {
        return Optional.empty();
    }

    /** Sends one request, once, to one node. */
    @FunctionalInterface
    interface Step {
        /** The answer. */
        Answer send(NodeRequest request) throws ServerException;
    }
}
