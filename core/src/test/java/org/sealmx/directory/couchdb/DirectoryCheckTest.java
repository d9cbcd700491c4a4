package org.sealmx.directory.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.Faults;
import org.sealmx.couchdb.TestClients;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.StoreNames;
import org.sealmx.directory.check.DirectoryReport;
import org.sealmx.directory.check.DocumentCheck;
import org.sealmx.directory.check.DocumentStatus;
import org.sealmx.directory.check.TestRules;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.http.ServerException;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smime.certificate.TestCertificates;

class DirectoryCheckTest {

    private static final String KEY = TestKeys.curve25519().armoredCertificate();

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database("identities");
    private CouchDbClient client;

    @BeforeEach
    void open() throws Exception {
        client = TestClients.of(TestClients.LONG, couch.server().uri());
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    private void store(Doc... documents) {
        for (Doc document : documents) {
            database.store(document.json());
        }
    }

    private DirectoryReport check() throws ServerException {
        return check(client);
    }

    private static DirectoryReport check(CouchDbClient client) throws ServerException {
        return new DirectoryCheck(
                        client,
                        new CouchDbViews(client, CouchDbViews.IDENTITIES),
                        new DocumentCheck(
                                LocalDomains.of(java.util.List.of("example.org")),
                                new AccountCertificateReader(),
                                Clock.fixed(TestKeys.NOW, ZoneOffset.UTC),
                                Optional.empty(),
                                StoreNames.any(),
                                TestRules.of("example.org")))
                .run();
    }

    private void createViews() throws ServerException {
        new CouchDbViews(client, CouchDbViews.IDENTITIES).createWhenMissing();
    }

    @Test
    void reportShouldBeCleanWhenAllIsWell() throws Exception {
        createViews();
        store(
                main("u1", "alice@example.org").id("d1").key(KEY),
                alias("u1", "info@example.org", "alice@example.org").id("d2"),
                alias("u1", "away@example.org", "alice@elsewhere.example").id("d3"),
                main("u2", "bob@example.org").id("d4").disabled(),
                main("u3", "carol@example.org").id("d5").orphaned());
        DirectoryReport report = check();
        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(report.counts())
                .isEqualTo(Map.of(
                        DocumentStatus.OTHER, 1L,
                        DocumentStatus.MAIN, 1L,
                        DocumentStatus.ALIAS, 1L,
                        DocumentStatus.FORWARD, 1L,
                        DocumentStatus.DISABLED, 1L,
                        DocumentStatus.ORPHANED, 1L));
        assertThat(report.text())
                .startsWith("CouchDB 3.5.0, database identities\nviews: in design document Identity\n")
                .contains("aliases: 1\n", "problems: 0\n")
                .doesNotContain("@");
    }

    @Test
    void reportShouldJudgeX509CertificatesLikeTheOthers() throws Exception {
        createViews();
        store(
                main("u1", "alice@example.org")
                        .id("d1")
                        .smime(TestCertificates.curve("P-256").pem()),
                main("u2", "bob@example.org").id("d2").smime("nonsense!"));
        assertThat(check().findings())
                .extracting(finding -> finding.documentId().orElseThrow())
                .containsExactly("d2");
    }

    @Test
    void reportShouldListWhatIsWrongByDocument() throws Exception {
        createViews();
        store(
                main("u1", "alice@example.org").id("d1").withRaw("enabled", "3"),
                main("u2", "bob@example.org").id("d2").key("nonsense"),
                main("u3", "carol@example.org").id("d3"),
                main("u4", "dave@example.org").id("d4").key(KEY),
                main("u5", "Dave@example.org").id("d5").key(KEY),
                main("u6", "eve@example.org")
                        .id("eve\u001b[2J@example.org")
                        .key(KEY)
                        .withRaw("_conflicts", "[\"2-a\"]"),
                main("u7", "frank@example.org").id("d7").key("x".repeat(100_000)));
        DirectoryReport report = check();
        assertThat(report.isClean()).isFalse();
        assertThat(report.findings())
                .extracting(finding -> finding.documentId().orElseThrow())
                .containsExactlyInAnyOrder("d1", "d2", "d3", "d5", "eve?[2J@example.org", "d7");
        assertThat(report.text())
                .contains(
                        "  alice@example.org (identity d1): \"enabled\" is not true or false\n",
                        "  bob@example.org (identity d2): certificate: malformed",
                        "  carol@example.org (identity d3): certificate: no certificate\n",
                        "  dave@example.org (identity d5): identity d4 is also the main identity of this address\n",
                        "  eve@example.org (identity eve?[2J@example.org): in conflict",
                        "  identity d7: too large to read\n");
    }

    @Test
    void reportShouldSayThatTheViewsAreMissing() throws Exception {
        store(main("u1", "alice@example.org").id("d1").key(KEY));
        DirectoryReport report = check();
        assertThat(report.usable()).isFalse();
        assertThat(report.isClean()).isFalse();
        assertThat(report.text()).contains("views: MISSING");
        assertThat(database.documents()).containsOnlyKeys("d1");
    }

    @Test
    void reportShouldListDocumentsThatLeapsViewsDoNotFind() throws Exception {
        database.store(new JsonMapper()
                .readTree("{\"_id\": \"_design/Identity\", \"views\":"
                        + " {\"by_address\": {\"map\": \"x\"}, \"by_user_id\": {\"map\": \"x\"}}}"));
        store(
                main("u1", "Alice@example.org").id("d1").key(KEY),
                main("u2", "\"two words\"@example.org").id("d2").key(KEY));
        assertThat(check().findings())
                .extracting(finding -> finding.documentId().orElseThrow())
                .containsExactly("d1");
    }

    @Test
    void reportShouldCoverAllDocumentsWhenThereAreManyPages() throws Exception {
        createViews();
        for (int i = 1000; i < 1350; i++) {
            store(alias("u1", "a" + i + "@example.org", "alice@example.org").id("d" + i));
        }
        assertThat(check().counts()).containsEntry(DocumentStatus.ALIAS, 350L);
    }

    @Test
    void listShouldBeBoundedWhenEverythingIsWrong() throws Exception {
        createViews();
        for (int i = 0; i < 1100; i++) {
            store(main("u1", "a" + i + "@example.org").id("d" + i).withRaw("enabled", "3"));
        }
        DirectoryReport report = check();
        assertThat(report.findings()).hasSize(1000);
        assertThat(report.allFindings()).isEqualTo(1100);
        assertThat(report.text()).endsWith("  and 100 more\n");
    }

    @Test
    void checkShouldFailWhateverHappens() throws Exception {
        createViews();
        store(main("u1", "alice@example.org").id("d1").key(KEY));
        try (CouchDbClient quick =
                TestClients.of(TestClients.SHORT, couch.server().uri())) {
            for (var fault : Faults.all().entrySet()) {
                for (String where : new String[] {"/identities", "/identities/_all_docs"}) {
                    couch.fault(request -> request.path().equals(where), fault.getValue());
                    assertThatThrownBy(() -> check(quick))
                            .as(where + " " + fault.getKey())
                            .isInstanceOf(ServerException.class)
                            .hasMessageNotContaining("@");
                    couch.heal();
                }
            }
        }
    }
}
