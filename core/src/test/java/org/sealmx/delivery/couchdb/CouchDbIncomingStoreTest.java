package org.sealmx.delivery.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.Faults;
import org.sealmx.couchdb.ScriptedServer;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.store.Placement;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.directory.AccountId;
import org.sealmx.http.ServerException;
import org.sealmx.http.ServerException.Kind;
import org.sealmx.octets.ReceivedMessage;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TestSealing;

class CouchDbIncomingStoreTest {

    private static final AccountId ACCOUNT = new AccountId("f3a1");
    private static final DeliveryId ID = new DeliveryId("0123456789abcdef".repeat(4));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00.123Z"), ZoneOffset.UTC);

    private final FakeCouchDb couch = new FakeCouchDb();
    private CouchDbClient client;
    private CouchDbIncomingStore store;

    @BeforeEach
    void open() throws Exception {
        client = TestClients.of(TestClients.LONG, couch.server().uri());
        store = new CouchDbIncomingStore(client, CLOCK);
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    private static boolean isForAMailbox(ScriptedServer.Request request) {
        return request.path().startsWith("/user-");
    }

    private static String base64(SealedMessage sealed) throws IOException {
        try (var in = sealed.open()) {
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        }
    }

    private Kind kindOf(AccountId account, boolean create) {
        return catchThrowableOfType(ServerException.class, () -> store.with(IncomingFormat.SEALMX, create)
                        .put(TestDelivery.of(account, ID, TestSealing.sealed("x"))))
                .kind();
    }

    @Test
    void storeShouldWriteTheDocumentOfTheFormat() throws Exception {
        couch.database("user-f3a1");
        SealedMessage sealed = TestSealing.sealed("canary");
        store.put(TestDelivery.of(ACCOUNT, ID, sealed));
        assertThat(couch.server().requests()).hasToString("[GET /_membership, POST /user-f3a1/_bulk_docs]");
        JsonNode expected = new JsonMapper().readTree("""
                {"new_edits": false, "docs": [{
                  "_id": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                  "_rev": "1-0123456789abcdef0123456789abcdef",
                  "incoming": true, "received": "2026-11-21T10:00:00Z", "size": %d, "certificates": ["%s"],
                  "_attachments": {"message.eml": {"content_type": "message/rfc822", "revpos": 1, "data": "%s"}}}]}
                """.formatted(
                        sealed.size(), sealed.certificateFingerprints().get(0), base64(sealed)));
        assertThat(new JsonMapper().readTree(couch.server().requests().get(1).body()))
                .isEqualTo(expected);
    }

    @Test
    void storeShouldKeepTheFolderAndTheFlagsInTheDocument() throws ServerException {
        couch.database("user-f3a1");
        Placement junk = new Placement(Optional.of("Junk"), Set.of("$Junk", "\\Seen"));
        store.put(TestDelivery.of(ACCOUNT, ID, junk, TestSealing.sealed("canary")));
        JsonNode document = couch.database("user-f3a1").get(ID.hex()).orElseThrow();
        assertThat(document.get("folder").textValue()).isEqualTo("Junk");
        assertThat(document.get("flags")).hasToString("[\"$Junk\",\"\\\\Seen\"]");
    }

    @Test
    void requestsShouldHaveNoFieldWithoutAValue() throws Exception {
        couch.database("user-f3a1");
        store.put(TestDelivery.of(ACCOUNT, ID, TestSealing.sealed("canary")));
        client.documents(new DatabaseName("user-f3a1"), List.of(ID.hex()));
        client.document(new DatabaseName("user-f3a1"), ID.hex());
        for (var request : couch.server().requests()) {
            assertThat(request.headers())
                    .as(request.toString())
                    .doesNotContainKey("content-encoding")
                    .doesNotContainValue("");
        }
    }

    @Test
    void storeShouldWriteEveryOctetWhateverTheSize() throws Exception {
        couch.database("user-f3a1");
        for (int size : new int[] {0, 1, 2, 3, 4, 5, 8000, 8001, 8002, 8003, 8004, 8005, 100_000, 3_000_001}) {
            DeliveryId id = new DeliveryId("%064x".formatted(size));
            SealedMessage sealed = TestSealing.sealed("x".repeat(size));
            store.put(TestDelivery.of(ACCOUNT, id, sealed));
            byte[] stored = Base64.getDecoder()
                    .decode(couch.database("user-f3a1")
                            .get(id.hex())
                            .orElseThrow()
                            .at("/_attachments/message.eml/data")
                            .textValue());
            assertThat(ReceivedMessage.of(stored).sha256()).isEqualTo(sealed.sha256());
        }
    }

    @Test
    void storeShouldStoreNothingTwiceEvenWhenTheOwnerHasDeletedIt() throws Exception {
        couch.database("user-f3a1");
        store.put(TestDelivery.of(ACCOUNT, ID, TestSealing.sealed("canary")));
        store.put(TestDelivery.of(ACCOUNT, ID, TestSealing.sealed("canary")));
        assertThat(couch.database("user-f3a1").documents()).hasSize(1);
        couch.database("user-f3a1").delete(ID.hex());
        store.put(TestDelivery.of(ACCOUNT, ID, TestSealing.sealed("canary")));
        assertThat(couch.database("user-f3a1").documents()).isEmpty();
    }

    @Test
    void storeShouldMakeTheDatabaseOnlyWhenItMay() throws Exception {
        assertThat(kindOf(ACCOUNT, false)).isEqualTo(Kind.NOT_FOUND);
        assertThat(couch.has("user-f3a1")).isFalse();
        assertThat(store.store(TestDelivery.of(ACCOUNT, ID, TestSealing.sealed("canary"))))
                .hasToString(new StoreResult.Unavailable(
                                StoreResult.Scope.ACCOUNT,
                                "NOT_FOUND",
                                "there is no database user-f3a1; create it, or have DeliverToCouchDb do so (create-database)")
                        .toString());
        store.with(IncomingFormat.SEALMX, true).put(TestDelivery.of(ACCOUNT, ID, TestSealing.sealed("canary")));
        assertThat(couch.database("user-f3a1").documents()).containsOnlyKeys(ID.hex());
    }

    @Test
    void storeShouldAskNothingWhenTheUserIdCannotBePartOfADatabaseName() {
        for (String id : List.of("../_users", "a/b", "A", "a b", "a?b", "x".repeat(101), "alice@example.org", "-a")) {
            assertThat(kindOf(new AccountId(id), true)).as(id).isEqualTo(Kind.REJECTED);
        }
        assertThat(couch.server().requests()).isEmpty();
    }

    @Test
    void storeShouldFailWhenOnlySomeNodesHaveConfirmed() {
        couch.database("user-f3a1");
        couch.fault(CouchDbIncomingStoreTest::isForAMailbox, (request, exchange) -> exchange.json(202, "[]"));
        assertThat(kindOf(ACCOUNT, false)).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void storeShouldFailWhenTheListSaysThatTheDocumentIsNotStored() {
        couch.database("user-f3a1");
        couch.fault(
                CouchDbIncomingStoreTest::isForAMailbox,
                (request, exchange) -> exchange.json(
                        201, "[{\"id\":\"x\",\"error\":\"forbidden\",\"reason\":\"alice@example.org\"}]"));
        assertThat(kindOf(ACCOUNT, false)).isEqualTo(Kind.UNAUTHORISED);
    }

    @Test
    void storeShouldSayWhatTheServerHasAgainstTheMessage() {
        couch.database("user-f3a1");
        couch.fault(
                CouchDbIncomingStoreTest::isForAMailbox,
                (request, exchange) -> exchange.json(413, "{\"error\":\"document_too_large\"}"));
        assertThat(kindOf(ACCOUNT, false)).isEqualTo(Kind.TOO_LARGE);
        couch.heal();
        couch.fault(
                CouchDbIncomingStoreTest::isForAMailbox,
                (request, exchange) -> exchange.json(507, "{\"error\":\"insufficient_storage\"}"));
        assertThat(kindOf(ACCOUNT, false)).isEqualTo(Kind.FULL);
        couch.heal();
        couch.fault(
                CouchDbIncomingStoreTest::isForAMailbox,
                (request, exchange) -> exchange.json(500, "{\"error\":\"enospc\"}"));
        assertThat(kindOf(ACCOUNT, false)).isEqualTo(Kind.FULL);
    }

    @ParameterizedTest
    @CsvSource({
        "document_too_large, TOO_LARGE",
        "attachment_too_large, TOO_LARGE",
        "insufficient_storage, FULL",
        "enospc, FULL",
        "internal_server_error, UNAVAILABLE"
    })
    void storeShouldSayWhatTheServerHasAgainstTheDocumentInTheList(String word, Kind kind) {
        couch.database("user-f3a1");
        couch.fault(
                CouchDbIncomingStoreTest::isForAMailbox,
                (request, exchange) -> exchange.json(201, "[{\"id\":\"x\",\"error\":\"" + word + "\"}]"));
        assertThat(kindOf(ACCOUNT, false)).isEqualTo(kind);
    }

    @Test
    void problemShouldSayWhyCouchDbDoesNotAnswer() throws Exception {
        try (CouchDbClient quick =
                TestClients.of(TestClients.SHORT, couch.server().uri())) {
            store = new CouchDbIncomingStore(quick, CLOCK);
            assertThat(store.problem()).isEmpty();
            for (var fault : Faults.all().entrySet()) {
                couch.fault(request -> true, fault.getValue());
                assertThat(store.problem()).as(fault.getKey()).hasValueSatisfying(why -> assertThat(why)
                        .hasLineCount(1));
                couch.heal();
            }
        }
    }

    @Test
    void storeShouldFailWhateverHappens() throws Exception {
        couch.database("user-f3a1");
        try (CouchDbClient quick =
                TestClients.of(TestClients.SHORT, couch.server().uri())) {
            store = new CouchDbIncomingStore(quick, CLOCK);
            for (var fault : Faults.all().entrySet()) {
                couch.fault(request -> true, fault.getValue());
                Kind kind = kindOf(ACCOUNT, true);
                assertThat(kind).as(fault.getKey()).isNotIn(Set.of(Kind.FULL));
                couch.heal();
            }
        }
        assertThat(couch.database("user-f3a1").documents()).isEmpty();
    }
}
