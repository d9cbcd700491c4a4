package org.sealmx.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.couchdb.CouchDbDirectories;
import org.sealmx.directory.resolve.AliasContract;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.it.harness.CouchDbAdmin;
import org.sealmx.it.harness.CouchDbServer;
import org.sealmx.it.harness.SharedServers;

/** The contract of every directory, with a CouchDB server. */
class CouchDbContractIT implements AliasContract {

    private static CouchDbServer server;

    private final Map<RecipientDirectory, String> databases = new HashMap<>();

    @BeforeAll
    static void startServer() throws Exception {
        server = SharedServers.couchDb();
    }

    @Override
    public RecipientDirectory directoryOf(String jsonArray, ResolverSettings settings) throws Exception {
        String database = "contract-" + UUID.randomUUID();
        server.admin().createDatabase(database);
        RecipientDirectory directory = CouchDbDirectories.of(server.client(), new DatabaseName(database), settings);
        databases.put(directory, database);
        putAll(database, jsonArray);
        return directory;
    }

    @Override
    public void update(RecipientDirectory directory, String jsonArray) throws Exception {
        String database = Optional.ofNullable(databases.get(directory)).orElseThrow();
        CouchDbAdmin admin = server.admin();
        for (JsonNode document : admin.documents(database)) {
            admin.delete(database, document);
        }
        putAll(database, jsonArray);
    }

    private static void putAll(String database, String jsonArray) throws Exception {
        for (JsonNode document : CouchDbDirectories.withPostmasters(jsonArray)) {
            server.admin().put(database, (ObjectNode) document);
        }
    }

    @AfterEach
    void removeDatabases() throws Exception {
        for (RecipientDirectory directory : new ArrayList<>(databases.keySet())) {
            directory.close();
            server.admin().deleteDatabase(databases.remove(directory));
        }
    }
}
