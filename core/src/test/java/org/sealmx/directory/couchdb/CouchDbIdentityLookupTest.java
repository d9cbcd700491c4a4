package org.sealmx.directory.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.Faults;
import org.sealmx.couchdb.ScriptedServer;
import org.sealmx.couchdb.TestClients;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.UntrustedAnswerException;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.BrokenIdentity;
import org.sealmx.directory.identity.IdentityDocument;

class CouchDbIdentityLookupTest {

    private static final AddressKey ALICE = new AddressKey("alice@example.org");
    private static final AddressKey BOB = new AddressKey("bob@example.org");
    private static final AddressKey CAROL = new AddressKey("carol@example.org");
    private static final LocalDomains DOMAINS = LocalDomains.of(List.of("example.org", "xn--mnchen-3ya.example"));
    private static final AccountId U1 = new AccountId("u1");
    private static final JsonNode POSTMASTER = alias("admin", "postmaster@example.org", "a@elsewhere.example")
            .id("pm")
            .json();

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database("identities");

    private CouchDbIdentityLookup lookup;

    @BeforeEach
    void open() throws Exception {
        opened.add(couch);
        lookup = lookupWith(TestClients.of(TestClients.LONG, couch.server().uri()));
        database.store(main("u1", "alice@example.org").id("d1").key("KA").json());
        database.store(
                alias("u1", "bob@example.org", "alice@example.org").id("d2").json());
        database.store(POSTMASTER);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    private CouchDbIdentityLookup lookupWith(CouchDbClient client) {
        opened.add(0, client);
        return new CouchDbIdentityLookup(
                client, new CouchDbViews(client, CouchDbViews.IDENTITIES), DOMAINS, new DocumentProblems(), true);
    }

    private static <K> List<String> ids(Map<K, List<IdentityDocument>> found, K key) {
        return found.getOrDefault(key, List.of()).stream()
                .map(document -> document.id().toString())
                .toList();
    }

    private long viewRequests() {
        return couch.server().requests().stream()
                .filter(request -> request.path().contains("/_view/"))
                .count();
    }

    @Test
    void nothingShouldBeTrustedWhileTheDatabaseIsBeingRestored() throws Exception {
        AtomicLong millis = new AtomicLong();
        Restoration restoration = new Restoration(CouchDbViews.IDENTITIES, Duration.ofSeconds(15), millis::get);
        CouchDbClient client = TestClients.of(TestClients.LONG, couch.server().uri());
        opened.add(0, client);
        CouchDbIdentityLookup restored = new CouchDbIdentityLookup(
                client,
                new CouchDbViews(client, CouchDbViews.IDENTITIES),
                DOMAINS,
                new DocumentProblems(),
                true,
                restoration);
        restoration.begins();
        assertThatThrownBy(() -> restored.byAddress(Set.of(ALICE)))
                .isInstanceOf(UntrustedAnswerException.class)
                .hasMessageContaining("is being restored");
        assertThatThrownBy(() -> restored.byUserId(Set.of(new AccountId("u1"))))
                .isInstanceOf(UntrustedAnswerException.class);
        assertThat(restored.problems()).singleElement().asString().contains("is being restored");
        millis.addAndGet(15_000);
        assertThat(ids(restored.byAddress(Set.of(ALICE)), ALICE)).containsExactly("d1");
        assertThat(restored.problems()).isEmpty();
    }

    @Test
    void byAddressShouldFindAllKeysInOneRequest() throws Exception {
        Map<AddressKey, List<IdentityDocument>> found = lookup.byAddress(Set.of(ALICE, BOB, CAROL));
        assertThat(found.keySet()).containsExactlyInAnyOrder(ALICE, BOB);
        assertThat(ids(found, ALICE)).containsExactly("d1");
        assertThat(viewRequests()).isEqualTo(1);
        ScriptedServer.Request request = couch.server().requests().stream()
                .filter(sent -> sent.path().contains("/_view/"))
                .findFirst()
                .orElseThrow();
        assertThat(request).hasToString("POST /identities/_design/Identity/_view/by_address");
        assertThat(request.query()).containsEntry("reduce", "false").containsEntry("include_docs", "true");
        assertThat(request.query()).doesNotContainKeys("key", "keys");
    }

    @Test
    void byUserIdShouldFindAllDocumentsOfTheAccount() throws Exception {
        assertThat(ids(lookup.byUserId(Set.of(U1, new AccountId("u2"))), U1)).containsExactly("d1", "d2");
    }

    @Test
    void byAddressShouldUseLeapsViewsWhenTheyAreThere() throws Exception {
        database.store(new com.fasterxml.jackson.databind.json.JsonMapper().readTree("""
                {"_id": "_design/Identity", "language": "javascript", "couchrest-hash": "x", "views": {
                  "by_address": {"map": "function(doc) { emit(doc['address'], 1); }", "reduce": "_sum"},
                  "by_user_id": {"map": "function(doc) { emit(doc['user_id'], 1); }", "reduce": "_sum"},
                  "disabled": {"map": "function(doc) {}"}}}
                """));
        String before = database.get("_design/Identity").orElseThrow().toString();
        assertThat(ids(lookup.byAddress(Set.of(ALICE)), ALICE)).containsExactly("d1");
        assertThat(database.get("_design/Identity").orElseThrow()).hasToString(before);
    }

    @Test
    void lookupShouldSayUnavailableWhateverHappens() throws Exception {
        lookup.byAddress(Set.of(ALICE));
        for (var fault : Faults.all().entrySet()) {
            for (String where : List.of("/_view/", "/_design/Identity")) {
                CouchDbIdentityLookup quick = lookupWith(
                        TestClients.of(TestClients.SHORT, couch.server().uri()));
                if (where.equals("/_view/")) {
                    // so that the fault affects only the view
                    quick = lookup;
                    if (Set.of("black hole", "slow body").contains(fault.getKey())) {
                        continue;
                    }
                }
                couch.fault(request -> request.path().contains(where), fault.getValue());
                requireUnavailable(quick, where + " " + fault.getKey());
                couch.heal();
                assertThat(ids(lookup.byAddress(Set.of(ALICE)), ALICE)).containsExactly("d1");
            }
        }
    }

    @Test
    void lookupShouldSayUnavailableInTimeWhenTheViewHangs() throws Exception {
        for (String fault : List.of("black hole", "slow body")) {
            CouchDbIdentityLookup quick =
                    lookupWith(TestClients.of(TestClients.SHORT, couch.server().uri()));
            couch.fault(request -> request.path().contains("/_view/"), Faults.named(fault));
            requireUnavailable(quick, fault);
            couch.heal();
        }
    }

    private static void requireUnavailable(CouchDbIdentityLookup lookup, String description) {
        long begin = System.nanoTime();
        assertThatThrownBy(() -> lookup.byAddress(Set.of(ALICE, BOB)))
                .as(description)
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageNotContaining("@");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(description).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void lookupShouldSayUnavailableWhenTheDatabaseIsMissing() throws Exception {
        couch.drop("identities");
        requireUnavailable(lookup, "missing database");
        couch.database("identities")
                .store(main("u1", "alice@example.org").id("d9").json());
        couch.database("identities").store(POSTMASTER);
        assertThat(ids(lookup.byAddress(Set.of(ALICE)), ALICE)).containsExactly("d9");
        couch.drop("identities");
        requireUnavailable(lookup, "database gone");
    }

    @Test
    void lookupShouldSayUnavailableWhenTheViewsAreMissingAndMayNotBeMade() throws Exception {
        CouchDbClient client = TestClients.of(TestClients.LONG, couch.server().uri());
        opened.add(0, client);
        CouchDbIdentityLookup reader = new CouchDbIdentityLookup(
                client, new CouchDbViews(client, CouchDbViews.IDENTITIES), DOMAINS, new DocumentProblems(), false);
        requireUnavailable(reader, "no views");
        assertThat(database.get("_design/Identity")).isEmpty();
        lookup.byAddress(Set.of(ALICE));
        assertThat(ids(reader.byAddress(Set.of(ALICE)), ALICE)).containsExactly("d1");
    }

    @Test
    void lookupShouldGoOnWhenTheServerWasDown() throws Exception {
        lookup.byAddress(Set.of(ALICE));
        couch.stop();
        requireUnavailable(lookup, "down");
        couch.restart();
        assertThat(ids(lookup.byAddress(Set.of(ALICE)), ALICE)).containsExactly("d1");
    }

    @Test
    void lookupShouldReadTheOthersWhenOneDocumentIsHuge() throws Exception {
        database.store(main("u3", "carol@example.org")
                .id("d3")
                .key("x".repeat(10 << 20))
                .json());
        for (int i = 100; i < 130; i++) {
            database.store(alias("u1", "alice@example.org", "a" + i + "@elsewhere.example")
                    .id("e" + i)
                    .json());
        }
        Map<AddressKey, List<IdentityDocument>> found = lookup.byAddress(Set.of(ALICE, BOB, CAROL));
        assertThat(found.getOrDefault(ALICE, List.of())).hasSize(31).noneMatch(BrokenIdentity.class::isInstance);
        assertThat(ids(found, BOB)).containsExactly("d2");
        assertThat(found.getOrDefault(CAROL, List.of()))
                .singleElement()
                .isInstanceOf(BrokenIdentity.class)
                .satisfies(document -> assertThat(document.key()).contains(CAROL));
    }

    @Test
    void problemsShouldBeReportedOnceByDocumentId() throws Exception {
        try (LogCapture log = new LogCapture(DocumentProblems.class)) {
            database.store(main("u3", "carol@example.org")
                    .id("d3")
                    .withRaw("enabled", "3")
                    .json());
            database.store(main("u2", "alice@example.org")
                    .id("d4")
                    .withRaw("_conflicts", "[\"2-a\"]")
                    .json());
            for (int i = 0; i < 3; i++) {
                lookup.byAddress(Set.of(ALICE, CAROL));
                lookup.byUserId(Set.of(new AccountId("u3")));
            }
            assertThat(log.messages(Level.WARN))
                    .containsExactlyInAnyOrder(
                            "The directory has a problem with identity d3: \"enabled\" is not true or false",
                            "The directory has a problem with identity document d4: it is in conflict, and CouchDB chose one revision",
                            "The directory has a problem with identity documents d1, d4: each is the main identity of the same address");
        }
    }

    @Test
    void byAddressShouldFindAnAddressWithCapitalsByOurOwnView() throws Exception {
        database.store(main("u3", "Carol@Example.ORG").id("d3").json());
        assertThat(ids(lookup.byAddress(Set.of(CAROL)), CAROL)).containsExactly("d3");
    }

    private static void requireUntrusted(ThrowingLookup lookup) {
        assertThatThrownBy(lookup::run)
                .isInstanceOf(UntrustedAnswerException.class)
                .hasMessageNotContaining("@");
    }

    private interface ThrowingLookup {
        void run() throws Exception;
    }

    /** Makes the view answer as in CouchDB when its map function throws for each document. */
    private void breakMap(String view) {
        couch.fault(
                request -> request.path().endsWith("/_view/" + view),
                (request, exchange) -> exchange.json(200, "{\"total_rows\":0,\"offset\":0,\"rows\":[]}"));
    }

    @Test
    void byAddressShouldNotBeBelievedWhenTheMapThrows() throws Exception {
        breakMap("by_address");
        for (AddressKey key : List.of(ALICE, CAROL, AddressKey.catchAll("example.org"))) {
            requireUntrusted(() -> lookup.byAddress(Set.of(key)));
        }
        requireUntrusted(() -> lookup.byAddress(Set.of(new AddressKey("postmaster@example.org"))));
        couch.heal();
        assertThat(lookup.byAddress(Set.of(CAROL))).isEmpty();
    }

    @Test
    void byAddressShouldNotBeBelievedWhenTheDatabaseHasItsViewsAndNoDocuments() throws Exception {
        CouchDbIdentityLookup ofOneDomain = lookupOf(LocalDomains.of(List.of("example.org")));
        ofOneDomain.byAddress(Set.of(ALICE));
        for (String id : List.of("d1", "d2", "pm")) {
            database.delete(id);
        }
        requireUntrusted(() -> ofOneDomain.byAddress(Set.of(CAROL)));
        requireUntrusted(() -> ofOneDomain.byUserId(Set.of(new AccountId("u9"))));
        assertThat(ofOneDomain.problems()).singleElement().asString().contains("no postmaster for example.org");
        database.store(POSTMASTER);
        assertThat(ofOneDomain.byAddress(Set.of(CAROL))).isEmpty();
        assertThat(ofOneDomain.byUserId(Set.of(new AccountId("u9")))).isEmpty();
        assertThat(ofOneDomain.problems()).isEmpty();
    }

    @Test
    void byAddressShouldBeBelievedWhenTheCatchAllIsThePostmaster() throws Exception {
        database.delete("pm");
        database.store(
                alias("u1", "@example.org", "alice@example.org").id("all").json());
        assertThat(lookup.byAddress(Set.of(CAROL))).isEmpty();
    }

    @Test
    void byAddressShouldBeBelievedWhenThePostmasterIsWrittenInLettersOfItsOwn() throws Exception {
        database.store(alias("u1", "postmaster@m\u00fcnchen.example", "alice@example.org")
                .id("pm2")
                .json());
        assertThat(lookup.byAddress(Set.of(new AddressKey("x@xn--mnchen-3ya.example"))))
                .isEmpty();
    }

    @Test
    void byAddressShouldAnswerForOtherDomainsWhenOneHasLostItsPostmaster() throws Exception {
        requireUntrusted(() -> lookup.byAddress(Set.of(new AddressKey("x@xn--mnchen-3ya.example"))));
        assertThat(lookup.byAddress(Set.of(CAROL))).isEmpty();
        assertThat(lookup.problems()).singleElement().asString().contains("xn--mnchen-3ya.example");
    }

    @Test
    void byAddressShouldFindThePostmasterWhenItIsAskedFor() throws Exception {
        AddressKey postmaster = new AddressKey("postmaster@example.org");
        assertThat(ids(lookup.byAddress(Set.of(postmaster)), postmaster)).containsExactly("pm");
        assertThat(lookup.byAddress(Set.of(ALICE))).containsOnlyKeys(ALICE);
    }

    @Test
    void byUserIdShouldNotBeBelievedWhenItsMapThrows() throws Exception {
        breakMap("by_user_id");
        CouchDbIdentityLookup ofOneDomain = lookupOf(LocalDomains.of(List.of("example.org")));
        requireUntrusted(() -> ofOneDomain.byUserId(Set.of(U1)));
        assertThat(ofOneDomain.problems()).singleElement().asString().contains("by_user_id");
        couch.heal();
        assertThat(ofOneDomain.byUserId(Set.of(new AccountId("u9")))).isEmpty();
        assertThat(ofOneDomain.problems()).isEmpty();
    }

    @Test
    void byUserIdShouldBeBelievedWhenThePostmasterWentToAnotherAccount() throws Exception {
        CouchDbIdentityLookup ofOneDomain = lookupOf(LocalDomains.of(List.of("example.org")));
        ofOneDomain.byAddress(Set.of(ALICE));
        database.store(alias("other", "postmaster@example.org", "a@elsewhere.example")
                .id("pm")
                .json());
        assertThat(ofOneDomain.byUserId(Set.of(new AccountId("u9")))).isEmpty();
    }

    @Test
    void byUserIdShouldAskOnceWhenTheWitnessIsKnown() throws Exception {
        lookup.byAddress(Set.of(ALICE));
        long before = viewRequests();
        lookup.byUserId(Set.of(U1, new AccountId("u9")));
        assertThat(viewRequests() - before).isEqualTo(1);
    }

    @Test
    void mistrustShouldBeLoggedOnceAndItsEndToo() throws Exception {
        try (LogCapture log = new LogCapture(CouchDbIdentityLookup.class)) {
            breakMap("by_address");
            for (int i = 0; i < 50; i++) {
                requireUntrusted(() -> lookup.byAddress(Set.of(CAROL)));
            }
            couch.heal();
            lookup.byAddress(Set.of(CAROL));
            assertThat(log.messages(Level.ERROR)).hasSize(1);
            assertThat(log.messages(Level.INFO)).hasSize(1);
            assertThat(log.messagesAboveDebug()).noneMatch(line -> line.contains("@"));
        }
    }

    private CouchDbIdentityLookup lookupOf(LocalDomains domains) throws Exception {
        CouchDbClient client = TestClients.of(TestClients.LONG, couch.server().uri());
        opened.add(0, client);
        return new CouchDbIdentityLookup(
                client, new CouchDbViews(client, CouchDbViews.IDENTITIES), domains, new DocumentProblems(), true);
    }
}
