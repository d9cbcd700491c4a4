package org.sealmx.directory.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.TestClients;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.RecipientDirectoryContract;
import org.sealmx.directory.identity.TestIdentities;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.directory.resolve.AliasContract;
import org.sealmx.directory.resolve.ResolverSettings;
import org.sealmx.http.CredentialSource;

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
        RecipientDirectory directory = CouchDbDirectories.of(client, CouchDbViews.IDENTITIES, settings);
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
        for (JsonNode document : CouchDbDirectories.withPostmasters(jsonArray)) {
            database.store(document);
        }
    }

    @Test
    void resolveShouldRefuseTenThousandDestinationsAndAnswerForOthers() throws Exception {
        FakeCouchDb couch = new FakeCouchDb();
        CouchDbClient client =
                CouchDbClient.open(TestClients.settings(List.of(couch.server().uri()), CredentialSource.none()));
        opened.add(client);
        opened.add(couch);
        List<Doc> documents =
                new ArrayList<>(List.of(main("u1", "alice@example.org").key("KA")));
        for (int i = 0; i < 10_000; i++) {
            documents.add(alias("u1", "all@example.org", "d" + i + "@example.org"));
        }
        replaceAll(couch.database("identities"), TestIdentities.array(documents));
        RecipientDirectory directory =
                CouchDbDirectories.of(client, CouchDbViews.IDENTITIES, ResolverSettings.defaults());
        assertThat(RecipientDirectoryContract.resolve(directory, "all@example.org"))
                .containsExactly("TOO_MANY_DESTINATIONS");
        assertThat(RecipientDirectoryContract.resolve(directory, "alice@example.org"))
                .containsExactly("u1 alice@example.org KA");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }
}
