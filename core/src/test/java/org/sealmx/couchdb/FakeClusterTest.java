package org.sealmx.couchdb;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The server of the unit tests answers like three nodes of CouchDB. */
class FakeClusterTest implements ClusterContract {

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeCluster cluster = couch.becomeCluster();

    @Override
    public URI url() {
        return couch.server().uri();
    }

    @Override
    public Optional<String> administrator() {
        return Optional.empty();
    }

    @Override
    public void loseOthers() {
        cluster.loseTwo();
    }

    @Override
    public void regainOthers() {
        cluster.mend();
    }

    @Override
    public CouchDbClient client() throws Exception {
        return TestClients.of(TestClients.LONG, url());
    }

    @AfterEach
    void close() {
        couch.close();
    }
}
