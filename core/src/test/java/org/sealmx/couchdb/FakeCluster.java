package org.sealmx.couchdb;

import org.sealmx.couchdb.ScriptedServer.Request;

/**
 * The nodes that a server of the tests claims to have, and its answers to writes that follow from them, as in CouchDB
 * 3.5. {@link ClusterContract} specifies them. Thread-safe.
 */
public final class FakeCluster {

    private static final String SINGLE = "[\"couchdb@127.0.0.1\"]";
    private static final String THREE = "[\"couchdb@a\",\"couchdb@b\",\"couchdb@c\"]";

    private volatile String nodes = SINGLE;
    private volatile boolean quorum = true;

    FakeCluster() {}

    /** From now on it is one of three nodes, all of which answer. */
    public void becomeThree() {
        nodes = THREE;
    }

    /** From now on the other two of three nodes do not answer. */
    public void loseTwo() {
        quorum = false;
    }

    /** From now on all nodes answer. */
    public void mend() {
        quorum = true;
    }

    /** The answer to {@code GET /_membership}, in which nodes in maintenance are listed like the others. */
    public String membership() {
        return "{\"all_nodes\":" + nodes + ",\"cluster_nodes\":" + nodes + "}";
    }

    /**
     * The status of a write that was carried out: 202 if fewer copies than a quorum have it, unless the client chose
     * the revisions.
     *
     * @param status the status if there is a quorum
     */
    public int written(Request request, int status) {
        boolean revisionsGiven = request.path().endsWith("/_bulk_docs")
                && request.text().replace(" ", "").contains("\"new_edits\":false");
        return quorum || revisionsGiven ? status : 202;
    }
}
