package org.sealmx.delivery.couchdb;

import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.SealedStoreContract;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TestSealing;

class CouchDbSealedStoreTest implements SealedStoreContract {

    private static final String DATABASE = "user-u1";

    private final FakeCouchDb couch = new FakeCouchDb();
    private CouchDbClient client;

    @BeforeEach
    void open() throws Exception {
        client = TestClients.of(TestClients.LONG, couch.server().uri());
        couch.database(DATABASE);
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    @Override
    public SealedStore store() {
        return new CouchDbIncomingStore(client, Clock.systemUTC());
    }

    @Override
    public SealedMessage sealed() {
        return TestSealing.sealed("canary");
    }

    @Override
    public int stored() {
        return couch.database(DATABASE).documents().size();
    }

    @Override
    public void fail() {
        couch.fault(request -> true, (request, exchange) -> exchange.json(503, "{}"));
    }

    @Override
    public void mend() {
        couch.heal();
    }
}
