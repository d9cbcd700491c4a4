package org.sealmx.tools.check;

import java.net.URI;
import java.util.stream.Collectors;
import org.sealmx.http.ServerException;
import org.sealmx.server.config.CouchDbConfiguration;
import org.sealmx.server.config.StartUpException;

/** Says what an operator can do when CouchDB does not answer. */
final class CouchDbAdvice {

    private CouchDbAdvice() {}

    /** One line that says where, what is wrong, and what to do. */
    static StartUpException about(ServerException problem, CouchDbConfiguration couchDb) {
        String nodes = couchDb.nodes().stream().map(URI::toString).collect(Collectors.joining(", "));
        return new StartUpException(
                "the directory in " + nodes + " cannot be checked: " + problem.getMessage() + cause(problem) + "; "
                        + advice(problem, couchDb),
                problem);
    }

    private static String advice(ServerException problem, CouchDbConfiguration couchDb) {
        return switch (problem.kind()) {
            case UNAVAILABLE -> "is CouchDB running? (It does not answer while it builds a new view.)";
            case UNAUTHORISED ->
                couchDb.credentials().equals("none")
                        ? "no credentials were sent: set couchdb-credentials"
                        : "check couchdb-credentials, and the permissions of that user";
            case NOT_FOUND -> "is couchdb-database=" + couchDb.database() + " right?";
            case CONFLICT, FULL, REJECTED, TOO_LARGE, NONSENSE -> "is that server a CouchDB?";
        };
    }

    /** The error of the network, which none of our messages repeats. */
    private static String cause(ServerException problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == problem || root.getMessage() == null ? "" : " (" + root.getMessage() + ")";
    }
}
