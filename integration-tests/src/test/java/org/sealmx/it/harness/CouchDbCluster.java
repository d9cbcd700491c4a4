package org.sealmx.it.harness;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Three nodes of CouchDB, of which two can be lost: those that {@code COUCHDB_CLUSTER_URL} in the environment leads to;
 * else a stand-in whose front answers as they do. Which of the two it is is printed.
 */
public interface CouchDbCluster extends AutoCloseable {

    /** Starts the one that the environment asks for and waits until it answers. */
    @SuppressWarnings("SystemOut") // which server it was belongs to the result
    static CouchDbCluster start() throws Exception {
        Optional<String> url =
                Optional.ofNullable(System.getenv("COUCHDB_CLUSTER_URL")).filter(text -> !text.isBlank());
        CouchDbCluster cluster = url.isPresent() ? RealCluster.at(URI.create(url.get())) : StandInCluster.start();
        System.out.println("cluster of these tests: " + cluster);
        return cluster;
    }

    /** The node that stays. */
    CouchDbServer server();

    /** Makes the other nodes stop answering; returns when that is so. */
    void loseOthers() throws Exception;

    /** Makes them answer again, if they do not; returns when a quorum does. */
    void regainOthers() throws Exception;

    /** Has the other nodes answer again and lets go of all. */
    @Override
    void close() throws IOException;
}
