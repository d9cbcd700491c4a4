package org.sealmx.directory.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.TestClients;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.edit.DirectoryEditor;
import org.sealmx.directory.edit.DirectoryEditorContract;

class CouchDbDirectoryEditorContractTest implements DirectoryEditorContract {

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<FakeDatabase> databases = new ArrayList<>();

    @Override
    public DirectoryEditor editorOf(String jsonArray) throws Exception {
        FakeCouchDb couch = new FakeCouchDb();
        CouchDbClient client = TestClients.of(TestClients.LONG, couch.server().uri());
        opened.add(client);
        opened.add(couch);
        FakeDatabase database = couch.database("identities");
        databases.add(database);
        for (JsonNode document : new JsonMapper().readTree(jsonArray)) {
            database.store(document);
        }
        CouchDbViews views = new CouchDbViews(client, CouchDbViews.IDENTITIES);
        views.createWhenMissing();
        return new CouchDbDirectoryEditor(client, views, RecipientDirectoryContract.DOMAINS, false);
    }

    @Override
    public void store(JsonNode document) {
        databases.get(databases.size() - 1).store(document);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }
}
