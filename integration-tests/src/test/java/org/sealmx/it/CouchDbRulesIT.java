package org.sealmx.it;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.sealmx.couchdb.CouchDbRulesContract;
import org.sealmx.it.harness.CouchDbServer;
import org.sealmx.it.harness.SharedServers;

/**
 * The CouchDB of the integration tests refuses what a real CouchDB refuses. With {@code COUCHDB_URL}, this runs on a
 * real one and so checks the rules themselves.
 */
class CouchDbRulesIT implements CouchDbRulesContract {

    private static CouchDbServer server;

    private final List<String> databases = new ArrayList<>();

    @BeforeAll
    static void startServer() throws Exception {
        server = SharedServers.couchDb();
    }

    @Override
    public URI url() {
        return server.url();
    }

    @Override
    public Optional<String> administrator() {
        return server.credentials();
    }

    @Override
    public String database() throws Exception {
        String name = CouchDbRulesContract.super.database();
        databases.add(name);
        return name;
    }

    @AfterEach
    void removeDatabases() throws Exception {
        for (String name : databases) {
            server.admin().deleteDatabase(name.substring(1));
        }
    }
}
