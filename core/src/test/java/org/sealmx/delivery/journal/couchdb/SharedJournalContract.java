package org.sealmx.delivery.journal.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.delivery.journal.DeliveryJournalContract.id;
import static org.sealmx.delivery.journal.DeliveryJournalContract.together;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.DatabaseName;
import org.sealmx.delivery.journal.DeliveryId;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.journal.DeliveryJournal.State;
import org.sealmx.delivery.journal.DeliveryJournalContract;
import org.sealmx.directory.MovedClock;

/**
 * What a journal in CouchDB promises to nodes that share it. With a real CouchDB, it also shows that the servers of the
 * tests behave as that does.
 */
public abstract class SharedJournalContract implements DeliveryJournalContract {

    /** In the middle of a month, when only its database is asked. */
    private static final Instant START = Instant.parse("2026-05-15T12:00:00Z");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final DeliveryIdFactory IDS = factory("0123456789abcdef0123456789abcdef");

    private final List<CouchDbClient> clients = new ArrayList<>();
    private final MovedClock clock = new MovedClock(START);
    private CouchDbDeliveryJournal journal;

    /** A new client of the CouchDB, with a database prefix that only this test uses. */
    protected abstract CouchDbClient client() throws Exception;

    /** What the names of the databases begin with, new for each test. */
    protected abstract String prefix();

    private static DeliveryIdFactory factory(String key) {
        return new DeliveryIdFactory(key.getBytes(StandardCharsets.US_ASCII));
    }

    private CouchDbClient opened() throws Exception {
        CouchDbClient client = client();
        clients.add(client);
        return client;
    }

    private CouchDbDeliveryJournal node(Clock nodeClock) throws Exception {
        return CouchDbDeliveryJournal.open(opened(), prefix(), IDS, nodeClock, new SecureRandom());
    }

    @BeforeEach
    void openJournal() throws Exception {
        journal = node(clock);
    }

    @AfterEach
    void closeClients() {
        clients.forEach(CouchDbClient::close);
    }

    @Override
    public DeliveryJournal journal() {
        return journal;
    }

    @Override
    public void restart() throws Exception {
        journal.close();
        pass(CouchDbDeliveryJournal.LEASE);
        journal = node(clock);
    }

    private void pass(Duration time) {
        clock.pass(time);
    }

    @Test
    void beginShouldBeInProgressAtAnotherNodeUntilTheClaimEnds() throws Exception {
        DeliveryJournal other = node(clock);
        journal.begin(ID);
        pass(CouchDbDeliveryJournal.LEASE.minus(SECOND));
        assertThat(other.begin(ID)).isEqualTo(State.IN_PROGRESS);
        pass(SECOND);
        assertThat(other.begin(ID)).isEqualTo(State.UNCERTAIN);
        assertThat(node(clock).begin(ID)).isEqualTo(State.IN_PROGRESS);
    }

    @Test
    void outcomeShouldBeKnownAtAnotherNode() throws Exception {
        DeliveryJournal other = node(clock);
        journal.begin(id(1));
        journal.done(id(1));
        journal.begin(id(2));
        journal.notStored(id(2));
        journal.begin(id(3));
        journal.uncertain(id(3));
        assertThat(other.begin(id(1))).isEqualTo(State.DONE);
        assertThat(other.begin(id(2))).isEqualTo(State.NEW);
        assertThat(other.begin(id(3))).isEqualTo(State.UNCERTAIN);
        assertThat(journal.begin(id(2))).isEqualTo(State.IN_PROGRESS);
        assertThat(journal.begin(id(3))).isEqualTo(State.IN_PROGRESS);
    }

    @Test
    void doneShouldCountWhenAnotherNodeHasTakenTheDeliveryOver() throws Exception {
        DeliveryJournal other = node(clock);
        journal.begin(ID);
        pass(CouchDbDeliveryJournal.LEASE);
        assertThat(other.begin(ID)).isEqualTo(State.UNCERTAIN);
        journal.done(ID);
        other.notStored(ID);
        assertThat(other.begin(ID)).isEqualTo(State.DONE);
        assertThat(node(clock).begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    void notStoredShouldNotEndTheClaimOfANodeThatHasTakenTheDeliveryOver() throws Exception {
        DeliveryJournal other = node(clock);
        journal.begin(ID);
        pass(CouchDbDeliveryJournal.LEASE);
        other.begin(ID);
        journal.notStored(ID);
        assertThat(journal.begin(ID)).isEqualTo(State.IN_PROGRESS);
        journal.uncertain(ID);
        assertThat(node(clock).begin(ID)).isEqualTo(State.IN_PROGRESS);
        other.done(ID);
        assertThat(journal.begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    void oneOfManyNodesShouldStoreADelivery() throws Exception {
        List<DeliveryJournal> nodes = List.of(journal, node(clock), node(clock), node(clock));
        for (int round = 1; round <= 10; round++) {
            DeliveryId id = id(round);
            List<Callable<State>> begins = new ArrayList<>();
            nodes.forEach(node -> begins.add(() -> node.begin(id)));
            nodes.forEach(node -> begins.add(() -> node.begin(id)));

            assertThat(together(begins)).containsOnlyOnce(State.NEW).containsOnly(State.NEW, State.IN_PROGRESS);
        }
        pass(CouchDbDeliveryJournal.LEASE);
        List<DeliveryJournal> next = List.of(node(clock), node(clock), node(clock), node(clock));
        for (int round = 1; round <= 10; round++) {
            DeliveryId id = id(round);
            List<Callable<State>> begins = new ArrayList<>();
            next.forEach(node -> begins.add(() -> node.begin(id)));

            assertThat(together(begins))
                    .containsOnlyOnce(State.UNCERTAIN)
                    .containsOnly(State.UNCERTAIN, State.IN_PROGRESS);
        }
    }

    @Test
    void claimOfAClockThatWasFarAheadShouldNotMakeMailWait() throws Exception {
        MovedClock ahead = new MovedClock(START.plus(Duration.ofHours(3)));
        node(ahead).begin(ID);
        assertThat(journal.begin(ID)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    void clocksThatDifferByLessThanAClaimLastsShouldNotDouble() throws Exception {
        for (int seconds : new int[] {-599, -60, 60, 599}) {
            DeliveryId id = id(1000 + seconds);
            DeliveryJournal other = node(new MovedClock(START.plusSeconds(seconds)));
            assertThat(journal.begin(id)).isEqualTo(State.NEW);
            assertThat(other.begin(id)).as("%s s", seconds).isEqualTo(State.IN_PROGRESS);
        }
    }

    @Test
    void deliveryShouldBeKnownInTheNextMonth() throws Exception {
        clock.set(Instant.parse("2026-05-31T23:59:00Z"));
        journal.begin(id(1));
        journal.done(id(1));
        journal.begin(id(2));
        journal.begin(id(3));
        journal.notStored(id(3));
        clock.set(Instant.parse("2026-06-01T00:00:01Z"));
        DeliveryJournal other = node(clock);
        assertThat(other.begin(id(1))).isEqualTo(State.DONE);
        assertThat(other.begin(id(2))).isEqualTo(State.IN_PROGRESS);
        assertThat(other.begin(id(3))).isEqualTo(State.NEW);
        journal.done(id(2));
        assertThat(other.begin(id(2))).isEqualTo(State.DONE);
        clock.set(Instant.parse("2026-06-10T23:00:00Z"));
        assertThat(node(clock).begin(id(1))).isEqualTo(State.DONE);
        assertThat(node(clock).begin(id(2))).isEqualTo(State.DONE);
        // What was asked for again is in the new month's database, and no longer depends on the old one.
        clock.set(Instant.parse("2026-06-29T23:00:00Z"));
        assertThat(node(clock).begin(id(1))).isEqualTo(State.DONE);
    }

    @Test
    void deliveryOfANodeThatDiedShouldBeUncertainInTheNextMonth() throws Exception {
        clock.set(Instant.parse("2026-05-31T23:59:00Z"));
        journal.begin(ID);
        clock.set(Instant.parse("2026-06-01T00:09:01Z"));
        DeliveryJournal other = node(clock);
        assertThat(other.begin(ID)).isEqualTo(State.UNCERTAIN);
        other.notStored(ID);
        other.done(OTHER);
        assertThat(other.begin(OTHER)).isEqualTo(State.DONE);
    }

    @Test
    void oneOfTwoNodesOnDifferentSidesOfTheTurnOfTheMonthShouldStoreADelivery() throws Exception {
        DeliveryJournal before = node(new MovedClock(Instant.parse("2026-05-31T23:55:00Z")));
        DeliveryJournal after = node(new MovedClock(Instant.parse("2026-06-01T00:04:00Z")));
        assertThat(before.begin(id(1))).isEqualTo(State.NEW);
        assertThat(after.begin(id(1))).isEqualTo(State.IN_PROGRESS);
        assertThat(after.begin(id(2))).isEqualTo(State.NEW);
        assertThat(before.begin(id(2))).isEqualTo(State.IN_PROGRESS);
        before.done(id(1));
        after.done(id(2));
        assertThat(after.begin(id(1))).isEqualTo(State.DONE);
        assertThat(before.begin(id(2))).isEqualTo(State.DONE);
        for (int round = 10; round < 20; round++) {
            DeliveryId id = id(round);
            List<Callable<State>> begins = List.of(() -> before.begin(id), () -> after.begin(id));
            // If each sees the other, both let the sending side try again.
            assertThat(together(begins).stream().filter(state -> state != State.IN_PROGRESS))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void databasesShouldBeCreatedInTimeAndDeletedWhenNobodyAsksForThem() throws Exception {
        CouchDbClient couch = opened();
        assertThat(exists(couch, "_2026_05")).isTrue();
        assertThat(exists(couch, "_2026_06")).isFalse();
        journal.begin(id(1));
        clock.set(Instant.parse("2026-05-25T00:00:00Z"));
        journal.begin(id(2));
        assertThat(exists(couch, "_2026_06")).isTrue();
        clock.set(Instant.parse("2026-06-20T00:00:00Z"));
        journal.begin(id(3));
        assertThat(exists(couch, "_2026_05")).isTrue();
        clock.set(Instant.parse("2026-07-01T00:00:00Z"));
        journal.begin(id(4));
        assertThat(exists(couch, "_2026_05")).isFalse();
        assertThat(exists(couch, "_2026_06")).isTrue();
    }

    @Test
    void clockThatIsMonthsAheadShouldNotDeleteTheRecordsOfOthers() throws Exception {
        CouchDbClient couch = opened();
        journal.begin(ID);
        journal.done(ID);
        for (int months = 2; months < 12; months++) {
            node(new MovedClock(START.plus(Duration.ofDays(31L * months)))).begin(id(months + 1));
        }
        assertThat(exists(couch, "_2026_05")).isTrue();
        assertThat(journal.begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    void databaseThatIsGoneShouldBeMadeAgain() throws Exception {
        opened().deleteDatabase(new DatabaseName(prefix() + "_2026_05"));
        assertThat(journal.begin(ID)).isEqualTo(State.NEW);
        journal.done(ID);
        assertThat(node(clock).begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    void openShouldRefuseWhenAnotherNodeHasAnotherKey() throws Exception {
        CouchDbClient couch = opened();
        DeliveryIdFactory another = factory("another key, of thirty-two octets");
        assertThatThrownBy(() -> CouchDbDeliveryJournal.open(couch, prefix(), another, clock, new SecureRandom()))
                .isInstanceOf(JournalSetupException.class)
                .hasMessageContaining("delivery-id-key")
                .hasMessageContaining(prefix() + "_2026_05");
        journal.begin(ID);
    }

    @Test
    void recordShouldHoldNoMoreThanItsStateAndAttempt() throws Exception {
        journal.begin(ID);
        CouchDbClient couch = opened();
        DatabaseName database = new DatabaseName(prefix() + "_2026_05");
        assertThat(couch.document(database, ID.hex()).orElseThrow().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("_id", "_rev", "state", "owner", "claim", "until");
        journal.done(ID);
        assertThat(couch.document(database, ID.hex()).orElseThrow().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("_id", "_rev", "state", "owner", "claim");
    }

    @Test
    void beginShouldThrowWhenTheRecordIsNotOurs() throws Exception {
        DatabaseName database = new DatabaseName(prefix() + "_2026_05");
        CouchDbClient couch = opened();
        int number = 1;
        for (String content : List.of(
                "{}",
                "{\"state\":\"begun\",\"owner\":\"x\",\"claim\":1,\"until\":\"soon\"}",
                "{\"state\":\"ended\",\"owner\":\"x\",\"claim\":1}",
                "{\"state\":\"done\",\"claim\":1}")) {
            DeliveryId id = id(number++);
            couch.put(
                    database,
                    ((com.fasterxml.jackson.databind.node.ObjectNode)
                                    new com.fasterxml.jackson.databind.ObjectMapper().readTree(content))
                            .put("_id", id.hex()));
            assertThatThrownBy(() -> journal.begin(id)).as(content).isInstanceOf(IOException.class);
        }
    }

    private boolean exists(CouchDbClient couch, String month) throws Exception {
        try {
            couch.database(new DatabaseName(prefix() + month));
            return true;
        } catch (org.sealmx.http.ServerException e) {
            assertThat(CouchDbClient.isMissingDatabase(e)).isTrue();
            return false;
        }
    }
}
