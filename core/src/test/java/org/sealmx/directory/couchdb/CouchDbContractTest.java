package org.sealmx.directory.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.TestClients;
import org.sealmx.directory.AliasContract;
import org.sealmx.directory.AliasResolver;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.ResolverSettings;
import org.sealmx.smtp.EmailAddress;

class CouchDbContractTest implements AliasContract {

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Map<RecipientDirectory, FakeDatabase> databases = new HashMap<>();

    @Override
    public RecipientDirectory directoryOf(String jsonArray, ResolverSettings settings) throws Exception {
        FakeCouchDb couch = new FakeCouchDb();
        CouchDbClient client = TestClients.of(TestClients.LONG, couch.server().uri());
        opened.add(client);
        opened.add(couch);
        FakeDatabase database = couch.database("identities");
        replaceAll(database, jsonArray);
        CouchDbViews views = new CouchDbViews(client, CouchDbViews.IDENTITIES);
        CouchDbIdentityLookup lookup = new CouchDbIdentityLookup(client, views, new DocumentProblems(), true);
        AliasResolver resolver = new AliasResolver(lookup, DOMAINS, settings, CERTIFICATES);
        RecipientDirectory directory = new RecipientDirectory() {
            @Override
            public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
                return resolver.resolve(recipient);
            }

            @Override
            public void close() {
                client.close();
            }
        };
        databases.put(directory, database);
        return directory;
    }

    @Override
    public void update(RecipientDirectory directory, String jsonArray) throws Exception {
        replaceAll(Optional.ofNullable(databases.get(directory)).orElseThrow(), jsonArray);
    }

    private static void replaceAll(FakeDatabase database, String jsonArray) throws Exception {
        for (String id : database.documents().keySet()) {
            if (!id.startsWith("_design/")) {
                database.delete(id);
            }
        }
        for (JsonNode document : new JsonMapper().readTree(jsonArray)) {
            database.store(document);
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }
}
