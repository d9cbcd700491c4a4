package org.sealmx.couchdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.Immutable;
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
 * The session that a CouchDB node gives for a name and a password, and accepts in their place for some minutes. The
 * node refuses an expired session without counting a failed login, however many requests send it. {@link #toString()}
 * does not show it.
 *
 * @param value the value that the node gave
 */
@Immutable
record SessionCookie(String value) implements Authorization {

    private static final Pattern GIVEN = Pattern.compile("\\s*AuthSession=([^;\\s]+).*");

    /**
     * The request for a session. The client sends the credentials in the header as well, since a proxy may require them
     * there.
     */
    static NodeRequest request(BasicCredentials credentials) {
        ObjectNode body = Json.object().put("name", credentials.name()).put("password", credentials.password());
        return NodeRequest.post("_session", "", RequestBody.of(body));
    }

    /**
     * Reads the answer to the request for a session.
     *
     * @return empty when the server has no sessions; the first request then shows whether it accepts the credentials
     * @throws ServerException UNAUTHORISED when the server refuses the credentials, UNAVAILABLE when it fails
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
     * The failure that an answer to a login means. The message has the server's reason, which the operator needs and
     * which repeats nothing that was sent.
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
