package org.sealmx.couchdb;

import org.sealmx.couchdb.ScriptedServer.Request;

/**
 * The nodes that a server of the tests says it has, and what it therefore says of a write, as CouchDB 3.5 does.
 * {@link ClusterContract} says what that is. Safe for use by several threads.
 */
public final class FakeCluster {

    private static final String SINGLE = "[\"couchdb@127.0.0.1\"]";
    private static final String THREE = "[\"couchdb@a\",\"couchdb@b\",\"couchdb@c\"]";

    private volatile String nodes = SINGLE;
    private volatile boolean quorum = true;

    FakeCluster() {}

    /** From now on one node of three, which all answer. */
    public void becomeThree() {
        nodes = THREE;
    }

    /** From now on the two others of three do not answer. */
    public void loseTwo() {
        quorum = false;
    }

    /** From now on all answer. */
    public void mend() {
        quorum = true;
    }

    /** The answer to {@code GET /_membership}, in which nodes in maintenance are listed like the others. */
    public String membership() {
        return "{\"all_nodes\":" + nodes + ",\"cluster_nodes\":" + nodes + "}";
    }

    /**
     * The status of a write that was done: 202 when fewer than a quorum of its copies have it, except where the client
     * chose the revisions.
     *
     * @param status with a quorum
     */
    public int written(Request request, int status) {
        boolean revisionsGiven = request.path().endsWith("/_bulk_docs")
                && request.text().replace(" ", "").contains("\"new_edits\":false");
        return quorum || revisionsGiven ? status : 202;
    }
}
