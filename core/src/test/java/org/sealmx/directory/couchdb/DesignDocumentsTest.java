package org.sealmx.directory.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.TestClients;

/** The design documents that are shipped for administrators are those that SealMX makes itself. */
class DesignDocumentsTest {

    private static final Path SHIPPED = Path.of("..", "james-conf", "couchdb");

    @Test
    void shippedDocumentsShouldBeThoseThatAreMade() throws Exception {
        try (FakeCouchDb couch = new FakeCouchDb();
                CouchDbClient client =
                        TestClients.of(TestClients.LONG, couch.server().uri())) {
            FakeDatabase database = couch.database("identities");
            String recipients = new CouchDbViews(client, CouchDbViews.IDENTITIES).createWhenMissing();
            String certificates = CouchDbViews.ofClientCertificates(client, CouchDbViews.IDENTITIES)
                    .createWhenMissing();
            List<String> made = List.of(recipients, certificates);

            assertThat(names()).containsExactlyInAnyOrderElementsOf(made);
            for (String name : made) {
                ObjectNode stored =
                        database.get("_design/" + name).orElseThrow().deepCopy();
                stored.remove(List.of("_id", "_rev"));
                assertThat(shipped(name))
                        .as("james-conf/couchdb/%s.json should be: %s", name, stored.toPrettyString())
                        .isEqualTo(stored);
            }
        }
    }

    private static JsonNode shipped(String name) throws IOException {
        return new JsonMapper().readTree(Files.readString(SHIPPED.resolve(name + ".json")));
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .toList();
        }
    }
}
