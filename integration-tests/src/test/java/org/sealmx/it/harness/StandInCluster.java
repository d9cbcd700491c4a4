package org.sealmx.it.harness;

import java.io.IOException;

/** The stand-in, whose front says that it is one of three nodes. */
final class StandInCluster implements CouchDbCluster {

    private final StandInCouchDb server;

    private StandInCluster(StandInCouchDb server) {
        this.server = server;
        server.cluster().becomeThree();
    }

    static StandInCluster start() throws Exception {
        return new StandInCluster(StandInCouchDb.start());
    }

    @Override
    public CouchDbServer server() {
        return server;
    }

    @Override
    public void loseOthers() {
        server.cluster().loseTwo();
    }

    @Override
    public void regainOthers() {
        server.cluster().mend();
    }

    @Override
    public String toString() {
        return server + " that answers as three nodes do";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
