package org.sealmx.couchdb;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.sealmx.http.HttpNodes;
import org.sealmx.http.Json;
import org.sealmx.http.NodeRequest;
import org.sealmx.http.ServerException;

/**
 * Whether CouchDB is a single node, asked once a minute at most. What does not say that it is, is a cluster, and stays
 * one until the process ends: that only costs a request, while a document that was written in the way of a cluster and
 * then once more in that of a single node would have two revisions in conflict, and come back after its owner has
 * deleted it. Safe for use by several threads.
 */
final class Membership {

    private static final Duration VALID = Duration.ofMinutes(1);
    private static final NodeRequest REQUEST = NodeRequest.get("_membership", "");

    private final HttpNodes http;
    private final LongSupplier nanoTime;
    private volatile boolean cluster;
    private volatile OptionalLong singleSince = OptionalLong.empty();

    Membership(HttpNodes http, LongSupplier nanoTime) {
        this.http = http;
        this.nanoTime = nanoTime;
    }

    /**
     * Whether there is one node and no other that could hold a copy.
     *
     * @throws ServerException when there is no answer at all
     */
    boolean isSingleNode() throws ServerException {
        if (!cluster && !isKnown()) {
            if (ask()) {
                singleSince = OptionalLong.of(nanoTime.getAsLong());
            } else {
                cluster = true;
            }
        }
        // Another thread may have heard otherwise meanwhile.
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
            // Only administrators may ask; and CouchDB 1 does not know the question.
            return false;
        }
    }
}
