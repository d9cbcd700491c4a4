package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sealmx.http.Answer;
import org.sealmx.http.Authorization;
import org.sealmx.http.BasicCredentials;
import org.sealmx.http.ErrorBody;
import org.sealmx.http.Json;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.RequestBody;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;

/**
 * What a node of CouchDB gives for a name and a password, and takes in their place for some minutes. One that is no
 * longer good is refused without counting as a failed login, however many requests bring it. Shows nothing in
 * {@link #toString()}. Immutable.
 *
 * @param value as the node gave it
 */
record SessionCookie(String value) implements Authorization {

    private static final Pattern GIVEN = Pattern.compile("\\s*AuthSession=([^;\\s]+).*");

    /**
     * The request for one; the credentials go into the header as well, since whatever stands in between may want them
     * there.
     */
    static NodeRequest request(BasicCredentials credentials) {
        ObjectNode body = Json.object().put("name", credentials.name()).put("password", credentials.password());
        return NodeRequest.post("_session", "", RequestBody.of(body));
    }

    /**
     * Reads the answer to the request for one.
     *
     * @return empty when the server has no sessions; whether it knows the credentials is then seen with the first
     *     request
     * @throws ServerException UNAUTHORISED when it refuses the credentials; what it says of itself when it fails
     */
    static Optional<Authorization> read(Answer answer, NodeRequest request) throws ServerException {
        ServerException failure = failure(answer.status(), ErrorBody.of(answer.body()), request.toString());
        if (failure.isAboutCredentials() || failure.kind() == Kind.UNAVAILABLE) {
            throw failure;
        }
        return answer.cookies().stream()
                .map(GIVEN::matcher)
                .filter(Matcher::matches)
                .filter(given -> answer.status() == 200)
                .<Authorization>map(given -> new SessionCookie(given.group(1)))
                .findFirst();
    }

    /**
     * What an answer to a login means, with the server's own reason: it repeats nothing of what was sent, and the
     * operator needs it.
     */
    static ServerException failure(int status, ErrorBody error, String request) {
        String reason = error.speakableReason();
        return ServerException.ofStatus(
                status,
                error,
                CouchDbDialect.ofLogin(status, error),
                "the server answered " + status + " to " + request + (reason.isEmpty() ? "" : " (" + reason + ")"));
    }

    @Override
    public String field() {
        return "Cookie";
    }

    @Override
    public String header() {
        return "AuthSession=" + value;
    }

    @Override
    public String toString() {
        return "SessionCookie[hidden]";
    }
}
