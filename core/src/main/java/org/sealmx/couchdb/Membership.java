package org.sealmx.couchdb;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether CouchDB is a single node, asked once a minute at most. What does not say that it is, is a cluster: that only costs a request. Safe
 * for use by several threads.
 */
final class Membership {

    private static final Duration VALID = Duration.ofMinutes(1);
    private static final CouchDbRequest REQUEST = CouchDbRequest.get("_membership", "");

    private final CouchDbHttp http;
    private final LongSupplier nanoTime;
    private volatile Known known = new Known(false, 0, false);

    private record Known(boolean valid, long since, boolean single) {}

    Membership(CouchDbHttp http, LongSupplier nanoTime) {
        this.http = http;
        this.nanoTime = nanoTime;
    }

    /**
     * Whether there is one node and no other that could hold a copy.
     *
     * @throws CouchDbException when there is no answer at all
     */
    boolean isSingleNode() throws CouchDbException {
        Known last = known;
        if (!last.valid || nanoTime.getAsLong() - last.since > VALID.toNanos()) {
            last = new Known(true, nanoTime.getAsLong(), ask());
            known = last;
        }
        return last.single;
    }

    private boolean ask() throws CouchDbException {
        try {
            return http.send(REQUEST, answer -> {
                var json = Answers.object(answer, REQUEST);
                return json.path("cluster_nodes").size() == 1
                        && json.path("cluster_nodes").equals(json.path("all_nodes"));
            });
        } catch (CouchDbException e) {
            if (e.isAboutCredentials() || e.isWorthRetrying()) {
                throw e;
            }
            // Only administrators may ask; and CouchDB 1 does not know the question.
            return false;
        }
    }
}
