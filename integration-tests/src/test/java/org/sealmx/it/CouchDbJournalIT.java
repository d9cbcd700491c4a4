package org.sealmx.it;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.delivery.journal.couchdb.SharedJournalContract;
import org.sealmx.it.harness.CouchDbServer;
import org.sealmx.it.harness.SharedServers;

/** The contract of the journal that nodes share. With {@code COUCHDB_URL}, the CouchDB is a real one. */
class CouchDbJournalIT extends SharedJournalContract {

    private static CouchDbServer server;

    private final String prefix = "journal-" + UUID.randomUUID();
    private boolean interrupted;

    @BeforeAll
    static void startServer() throws Exception {
        server = SharedServers.couchDb();
    }

    @Override
    protected CouchDbClient client() throws Exception {
        return server.client();
    }

    @Override
    protected String prefix() {
        return prefix;
    }

    @Override
    public void fail() throws Exception {
        server.interrupt();
        interrupted = true;
    }

    @Override
    public void mend() throws Exception {
        server.resume();
        interrupted = false;
    }

    @AfterEach
    void removeDatabases() throws Exception {
        if (interrupted) {
            mend();
        }
        for (String name : server.admin().databases()) {
            if (name.startsWith(prefix)) {
                server.admin().deleteDatabase(name);
            }
        }
    }
}
