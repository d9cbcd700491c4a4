package org.sealmx.directory.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.Faults;
import org.sealmx.couchdb.TestClients;
import org.sealmx.directory.CertificateFingerprint;
import org.sealmx.directory.ClientCertificates;
import org.sealmx.directory.ClientCertificatesContract;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.identity.TestIdentities;
import org.sealmx.directory.identity.TestIdentities.Doc;

class CouchDbClientCertificatesTest implements ClientCertificatesContract {

    private static final CertificateFingerprint KNOWN =
            CertificateFingerprint.parse(FINGERPRINT).orElseThrow();
    private static final Doc ALICE = TestIdentities.main("u1", "alice@example.org")
            .id("d1")
            .withRaw("cert_fingerprints", "{\"" + FINGERPRINT + "\": \"2027-02-01\"}");

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database("identities");
    private final List<CouchDbClient> clients = new ArrayList<>();

    private CouchDbClient client;

    @BeforeEach
    void open() throws Exception {
        client = TestClients.of(TestClients.LONG, couch.server().uri());
        clients.add(client);
    }

    @AfterEach
    void close() {
        clients.forEach(CouchDbClient::close);
        couch.close();
    }

    @Override
    public ClientCertificates certificatesOf(String jsonArray) throws Exception {
        for (String id : database.documents().keySet()) {
            database.delete(id);
        }
        for (JsonNode document : new JsonMapper().readTree(jsonArray)) {
            database.store(document);
        }
        return certificates(client, true);
    }

    private static ClientCertificates certificates(CouchDbClient client, boolean createViews) {
        return new CouchDbClientCertificates(
                client,
                CouchDbViews.ofClientCertificates(client, CouchDbViews.IDENTITIES),
                new DocumentProblems(),
                createViews);
    }

    private void storeLeapsView() throws Exception {
        database.store(new JsonMapper()
                .readTree("{\"_id\": \"_design/Identity\", \"views\":"
                        + " {\"cert_expiry_by_fingerprint\": {\"map\": \"x\"}}}"));
    }

    @Test
    void findShouldUseLeapsViewAndChangeNothing() throws Exception {
        storeLeapsView();
        database.store(ALICE.json());

        assertThat(certificates(client, true).find(KNOWN, NOON)).isPresent();
        assertThat(database.documents()).containsOnlyKeys("_design/Identity", "d1");
        assertThat(couch.server().requests())
                .hasToString("[GET /identities/_design/Identity,"
                        + " POST /identities/_design/Identity/_view/cert_expiry_by_fingerprint]");
    }

    @Test
    void findShouldMakeTheViewBesideTheOthersOnlyWhenItMay() throws Exception {
        new CouchDbViews(client, CouchDbViews.IDENTITIES).createWhenMissing();
        String before = String.valueOf(database.get("_design/Identity").orElseThrow());
        database.store(ALICE.json());

        assertThatExceptionOfType(DirectoryUnavailableException.class)
                .isThrownBy(() -> certificates(client, false).find(KNOWN, NOON))
                .withMessage("database identities has no view cert_expiry_by_fingerprint; couchdb-create-views=true in"
                        + " sealmx.properties has SealMX create it");
        assertThat(certificates(client, true).find(KNOWN, NOON)).isPresent();
        assertThat(database.get("_design/Identity").orElseThrow()).hasToString(before);
        assertThat(database.get("_design/SealMXCertificates")).isPresent();
    }

    @Test
    void findShouldLeaveLeapsDesignDocumentToTheViewsForRecipients() throws Exception {
        assertThat(certificates(client, true).find(KNOWN, NOON)).isEmpty();

        assertThat(database.documents()).containsOnlyKeys("_design/SealMXCertificates");
        assertThat(new CouchDbViews(client, CouchDbViews.IDENTITIES).createWhenMissing())
                .isEqualTo("Identity");
    }

    @Test
    void findShouldLeaveOutADocumentThatHasChangedSinceTheViewWasBuilt() throws Exception {
        storeLeapsView();
        couch.fault(
                request -> request.path().endsWith("cert_expiry_by_fingerprint"),
                (request, exchange) -> exchange.json(
                        200,
                        "{\"rows\": [{\"id\": \"d1\", \"key\": \"" + FINGERPRINT + "\", \"doc\": "
                                + ALICE.without("cert_fingerprints").json() + "}]}"));

        assertThat(certificates(client, false).find(KNOWN, NOON)).isEmpty();
    }

    @Test
    void findShouldSayThatItDoesNotKnowWhateverHappens() throws Exception {
        storeLeapsView();
        database.store(ALICE.json());
        CouchDbClient quick = TestClients.of(TestClients.SHORT, couch.server().uri());
        clients.add(quick);
        for (var fault : Faults.all().entrySet()) {
            for (String where : new String[] {
                "/identities/_design/Identity", "/identities/_design/Identity/_view/cert_expiry_by_fingerprint"
            }) {
                couch.fault(request -> request.path().equals(where), fault.getValue());
                assertThatExceptionOfType(DirectoryUnavailableException.class)
                        .as(where + " " + fault.getKey())
                        .isThrownBy(() -> certificates(quick, false).find(KNOWN, NOON))
                        .withMessageNotContaining("@")
                        .withMessageNotContaining(FINGERPRINT);
                couch.heal();
            }
        }
    }

    @Test
    void findShouldRecoverWhenCouchDbIsBack() throws Exception {
        storeLeapsView();
        database.store(ALICE.json());
        ClientCertificates certificates = certificates(client, true);
        couch.stop();
        assertThatExceptionOfType(DirectoryUnavailableException.class).isThrownBy(() -> certificates.find(KNOWN, NOON));
        couch.restart();
        assertThat(certificates.find(KNOWN, NOON)).isPresent();
        database.delete("_design/Identity");
        assertThatExceptionOfType(DirectoryUnavailableException.class).isThrownBy(() -> certificates.find(KNOWN, NOON));
        assertThat(certificates.find(KNOWN, NOON)).isPresent();
    }
}
