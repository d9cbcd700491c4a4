package org.sealmx.couchdb;

import com.google.errorprone.annotations.ThreadSafe;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.sealmx.http.HttpNodes;
import org.sealmx.http.Json;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.ServerException;

/**
 * Finds out whether CouchDB is a single node, with at most one request a minute. A server that does not say so counts
 * as a cluster until the process ends. If that is wrong, it only costs a request for each document. If a document were
 * written first as to a cluster and then again as to a single node, it would have two conflicting revisions, and would
 * come back after its owner has deleted it.
 */
@ThreadSafe
final class Membership {

    private static final Duration VALID = Duration.ofMinutes(1);
    private static final NodeRequest REQUEST = NodeRequest.get("_membership", "");

    private final HttpNodes http;
    private final LongSupplier nanoTime;

    @SuppressWarnings("ThreadSafe")
    private volatile boolean cluster;

    @SuppressWarnings("ThreadSafe")
    private volatile OptionalLong singleSince = OptionalLong.empty();

    Membership(HttpNodes http, LongSupplier nanoTime) {
        this.http = http;
        this.nanoTime = nanoTime;
    }

    /**
     * Whether there is only one node, so that no other can hold a copy.
     *
     * @throws ServerException when the server does not answer or refuses the credentials
     */
    boolean isSingleNode() throws ServerException {
        if (!cluster && !isKnown()) {
            if (ask()) {
                singleSince = OptionalLong.of(nanoTime.getAsLong());
            } else {
                cluster = true;
            }
        }
        // Meanwhile another thread may have found a cluster.
        return !cluster;
    }

    private boolean isKnown() {
        OptionalLong since = singleSince;
        return since.isPresent() && nanoTime.getAsLong() - since.getAsLong() <= VALID.toNanos();
    }

    private boolean ask() throws ServerException {
        try {
            return http.send(REQUEST, answer -> {
                var json = Json.object(answer, REQUEST);
                return json.path("cluster_nodes").size() == 1
                        && json.path("cluster_nodes").equals(json.path("all_nodes"));
            });
        } catch (ServerException e) {
            if (e.isAboutCredentials() || e.isWorthRetrying()) {
                throw e;
            }
            // Only administrators may ask, and CouchDB 1 does not know this request.
            return false;
        }
    }
}
