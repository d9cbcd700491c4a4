package org.sealmx.delivery.journal.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.delivery.journal.DeliveryJournalContract.ID;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCluster;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.Faults;
import org.sealmx.couchdb.ScriptedServer.Request;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.journal.DeliveryJournal.State;

/** The journal while answers are lost, copies are missing, or CouchDB says something else. */
class LostAnswersTest {

    private static final String DATABASE = "journal_2026_05";
    private static final String PATH = "/" + DATABASE + "/" + ID.hex();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-15T12:00:00Z"), ZoneOffset.UTC);

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database(DATABASE);
    private CouchDbClient client;
    private CouchDbDeliveryJournal journal;

    @BeforeEach
    void open() throws Exception {
        client = TestClients.of(TestClients.LONG, couch.server().uri());
        journal = node();
    }

    @AfterEach
    void close() {
        client.close();
        couch.close();
    }

    private CouchDbDeliveryJournal node() throws Exception {
        return node(client);
    }

    private static CouchDbDeliveryJournal node(CouchDbClient client) throws Exception {
        byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        return CouchDbDeliveryJournal.open(client, "journal", new DeliveryIdFactory(key), CLOCK, new SecureRandom());
    }

    private static boolean isWrite(Request request) {
        return request.method().equals("PUT") && request.path().equals(PATH);
    }

    /** From now on the server carries out the next write and does not answer. */
    private void loseNextAnswer() {
        AtomicInteger writes = new AtomicInteger();
        couch.fault(request -> isWrite(request) && writes.incrementAndGet() == 1, (request, exchange) -> {
            database.write(ID.hex(), request);
            exchange.reset();
        });
    }

    private List<String> writes() {
        return couch.server().requests().stream()
                .filter(LostAnswersTest::isWrite)
                .map(request -> request.text().replaceAll(".*\"state\":\"([a-z-]+)\".*", "$1"))
                .toList();
    }

    @Test
    void beginShouldBeNewWhenItsAnswerWasLost() throws Exception {
        loseNextAnswer();
        assertThat(journal.begin(ID)).isEqualTo(State.NEW);
        assertThat(node().begin(ID)).isEqualTo(State.IN_PROGRESS);
        journal.done(ID);
        assertThat(node().begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    void beginShouldBeUncertainWhenTheAnswerToATakeOverWasLost() throws Exception {
        node().begin(ID);
        database.store(database.get(ID.hex()).orElseThrow().put("state", "uncertain"));
        loseNextAnswer();
        assertThat(journal.begin(ID)).isEqualTo(State.UNCERTAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"done", "not-stored", "uncertain"})
    void endShouldSucceedWhenItsAnswerWasLost(String outcome) throws Exception {
        journal.begin(ID);
        loseNextAnswer();
        switch (outcome) {
            case "done" -> journal.done(ID);
            case "not-stored" -> journal.notStored(ID);
            default -> journal.uncertain(ID);
        }
        assertThat(database.get(ID.hex()).orElseThrow().path("state").asText()).isEqualTo(outcome);
    }

    @Test
    void beginShouldThrowAsLongAsNoQuorumHasTheClaim() throws Exception {
        FakeCluster cluster = couch.becomeCluster();
        cluster.loseTwo();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> journal.begin(ID))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("too few nodes");
        }
        assertThat(node().begin(ID)).isEqualTo(State.IN_PROGRESS);
        cluster.mend();
        assertThat(journal.begin(ID)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    void doneShouldThrowWhenItCannotBeRecordedAndBeRecordedLater() throws Exception {
        journal.begin(ID);
        couch.fault(LostAnswersTest::isWrite, (request, exchange) -> exchange.json(503, "{}"));
        assertThatThrownBy(() -> journal.done(ID)).isInstanceOf(IOException.class);
        assertThat(journal.begin(ID)).isEqualTo(State.DONE);
        couch.heal();
        assertThat(node().begin(ID)).isEqualTo(State.IN_PROGRESS);
        assertThat(journal.begin(ID)).isEqualTo(State.DONE);
        assertThat(node().begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    void claimShouldNotCountAsOursWhenCopiesHaveTakenDifferentOnes() throws Exception {
        AtomicInteger writes = new AtomicInteger();
        // Another node's claim was confirmed, and one copy has taken ours and shows it first.
        couch.fault(request -> isWrite(request) && writes.incrementAndGet() == 1, (request, exchange) -> {
            ObjectNode ours = (ObjectNode) new JsonMapper().readTree(request.text());
            ours.putArray("_conflicts").add("1-0123");
            database.store(ours);
            exchange.json(409, "{\"error\":\"conflict\",\"reason\":\"Document update conflict.\"}");
        });
        assertThat(journal.begin(ID)).isEqualTo(State.IN_PROGRESS);
        assertThat(journal.begin(ID)).isEqualTo(State.IN_PROGRESS);
        assertThat(writes()).containsExactly("begun", "begun");
    }

    @Test
    void beginShouldClaimWithOneRequest() throws Exception {
        int before = couch.server().requests().size();
        journal.begin(ID);
        assertThat(couch.server()
                        .requests()
                        .subList(before, couch.server().requests().size()))
                .hasToString("[PUT " + PATH + "]");
        journal.done(ID);
        assertThat(couch.server().requests()).hasSize(before + 2);
    }

    @Test
    void beginShouldThrowWhateverHappens() throws Exception {
        try (CouchDbClient quick =
                TestClients.of(TestClients.SHORT, couch.server().uri())) {
            journal = node(quick);
            for (var fault : Faults.all().entrySet()) {
                couch.fault(request -> request.path().equals(PATH), fault.getValue());
                assertThatThrownBy(() -> journal.begin(ID)).as(fault.getKey()).isInstanceOf(IOException.class);
                couch.heal();
            }
        }
    }

    @Test
    void openShouldSucceedWhenCouchDbDoesNotAnswerAndBeginOnceItDoes() throws Exception {
        couch.drop(DATABASE);
        couch.stop();
        CouchDbDeliveryJournal late = node();
        assertThatThrownBy(() -> late.begin(ID)).isInstanceOf(IOException.class);
        couch.restart();
        assertThat(late.begin(ID)).isEqualTo(State.NEW);
    }

    @Test
    void openShouldSayWhatToDoWhenTheDatabaseCannotBeCreated() {
        couch.drop(DATABASE);
        couch.fault(
                request -> request.toString().equals("PUT /" + DATABASE),
                (request, exchange) ->
                        exchange.json(401, "{\"error\":\"unauthorized\",\"reason\":\"You are not a server admin.\"}"));
        assertThatThrownBy(this::node)
                .isInstanceOf(JournalSetupException.class)
                .hasMessageContaining(DATABASE)
                .hasMessageContaining("create it");
    }

    @Test
    void beginShouldSucceedWhenOnlyTheNextDatabaseCannotBeCreated() throws Exception {
        couch.database("journal_2026_06");
        Clock late = Clock.fixed(Instant.parse("2026-06-25T12:00:00Z"), ZoneOffset.UTC);
        couch.fault(
                request -> request.toString().equals("PUT /journal_2026_07"),
                (request, exchange) ->
                        exchange.json(401, "{\"error\":\"unauthorized\",\"reason\":\"You are not a server admin.\"}"));
        byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        assertThat(CouchDbDeliveryJournal.open(client, "journal", new DeliveryIdFactory(key), late, new SecureRandom())
                        .begin(ID))
                .isEqualTo(State.NEW);
    }
}
