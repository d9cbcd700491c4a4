package org.sealmx.it.harness;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Three nodes of CouchDB, of which two can be lost: the cluster that {@code COUCHDB_CLUSTER_URL} in the environment
 * names, or else a stand-in whose front answers as a cluster does. Prints which of the two it is.
 */
public interface CouchDbCluster extends AutoCloseable {

    /** Starts the cluster that the environment asks for and waits until it answers. */
    @SuppressWarnings("SystemOut") // the kind of server is part of the result
    static CouchDbCluster start() throws Exception {
        Optional<String> url =
                Optional.ofNullable(System.getenv("COUCHDB_CLUSTER_URL")).filter(text -> !text.isBlank());
        CouchDbCluster cluster = url.isPresent() ? RealCluster.at(URI.create(url.get())) : StandInCluster.start();
        System.out.println("cluster of these tests: " + cluster);
        return cluster;
    }

    /** The node that is never lost. */
    CouchDbServer server();

    /** Makes the other nodes stop answering; returns once they have. */
    void loseOthers() throws Exception;

    /** Makes the other nodes answer again, if they do not; returns once a quorum answers. */
    void regainOthers() throws Exception;

    /** Makes the other nodes answer again and releases all nodes. */
    @Override
    void close() throws IOException;
}
