package org.sealmx.delivery.journal.couchdb;

import org.junit.jupiter.api.AfterEach;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.TestClients;

class CouchDbDeliveryJournalTest extends SharedJournalContract {

    private final FakeCouchDb couch = new FakeCouchDb();

    @AfterEach
    void stop() {
        couch.close();
    }

    @Override
    protected CouchDbClient client() throws Exception {
        return TestClients.of(TestClients.LONG, couch.server().uri());
    }

    @Override
    protected String prefix() {
        return "journal";
    }

    @Override
    public void fail() {
        couch.stop();
    }

    @Override
    public void mend() {
        couch.restart();
    }
}
