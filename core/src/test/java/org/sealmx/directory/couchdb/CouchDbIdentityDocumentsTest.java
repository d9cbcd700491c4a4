package org.sealmx.directory.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.certificate.CertificateEvaluation.Usable;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.TestClients;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.identity.AccountCertificateReader;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocuments;
import org.sealmx.openpgp.certificate.TestKeys;

class CouchDbIdentityDocumentsTest {

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database("identities");
    private CouchDbClient client;
    private IdentityDocuments documents;

    @BeforeEach
    void open() throws Exception {
        client = TestClients.of(TestClients.LONG, couch.server().uri());
        CouchDbViews views = new CouchDbViews(client, CouchDbViews.IDENTITIES);
        views.createWhenMissing();
        database.store(main("admin", "postmaster@example.org").id("postmaster").json());
        documents = new CouchDbIdentityDocuments(
                client,
                CouchDbViews.IDENTITIES,
                new CouchDbIdentityLookup(
                        client, views, LocalDomains.of(List.of("example.org")), new DocumentProblems(), false),
                new AccountCertificateReader());
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    /** Counts what it is shown, and ends after some pages. */
    private static final class Counting implements IdentityDocuments.Visitor {
        private final List<String> addresses = new ArrayList<>();
        private final Set<Boolean> usable = new HashSet<>();
        private int pages = Integer.MAX_VALUE;

        @Override
        public void identity(Identity identity, Supplier<CertificateSource> certificates) {
            addresses.add(identity.address().value());
            if (!identity.keyMaterial().isEmpty()) {
                usable.add(certificates.get().evaluate(TestKeys.NOW) instanceof Usable);
            }
        }

        @Override
        public boolean goOn() {
            return pages-- > 0;
        }
    }

    @Test
    void visitShouldShowEveryDocumentOnce() throws Exception {
        String key = TestKeys.curve25519().armoredCertificate();
        for (int number = 0; number < 350; number++) {
            database.store(main("u" + number, "a" + number + "@example.org")
                    .id("d%04d".formatted(number))
                    .key(key)
                    .json());
        }
        database.store(
                main("u", "broken@example.org").id("x1").withRaw("enabled", "3").json());
        database.store(
                main("u", "other@example.org").id("x2").with("type", "Other").json());
        Counting counting = new Counting();
        assertThat(documents.visit(counting)).isTrue();
        assertThat(counting.addresses)
                .hasSize(351)
                .doesNotHaveDuplicates()
                .contains("a0@example.org", "a349@example.org", "postmaster@example.org");
        assertThat(counting.usable).containsExactly(true);
    }

    @Test
    void visitShouldEndWhenTheVisitorWantsNoMore() throws Exception {
        for (int number = 0; number < 350; number++) {
            database.store(main("u" + number, "a" + number + "@example.org")
                    .id("d%04d".formatted(number))
                    .json());
        }
        Counting counting = new Counting();
        counting.pages = 1;
        assertThat(documents.visit(counting)).isFalse();
        assertThat(counting.addresses).hasSizeLessThanOrEqualTo(2 * IdentityDocuments.PAGE);
    }

    @Test
    void visitShouldSayThatTheDirectoryIsUnavailable() {
        couch.stop();
        assertThatThrownBy(() -> documents.visit(new Counting()))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("identities");
    }

    @Test
    void documentsOfAnAccountShouldBeFound() throws Exception {
        database.store(main("u1", "alice@example.org").id("d1").json());
        database.store(
                alias("u1", "info@example.org", "alice@example.org").id("d2").json());
        assertThat(documents.of(new AccountId("u1")))
                .extracting(document -> document.id().toString())
                .containsExactly("d1", "d2");
        assertThat(documents.of(new AccountId("u2"))).isEmpty();
    }
}
