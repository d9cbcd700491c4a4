package org.sealmx.directory.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sealmx.directory.identity.TestIdentities.main;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.FakeDatabase;
import org.sealmx.couchdb.Faults;
import org.sealmx.couchdb.TestClients;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.UntrustedAnswerException;
import org.sealmx.directory.identity.DirectoryChanges;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.http.HttpTimeouts;

class CouchDbChangesTest {

    private static final ChangesIntervals QUICK = new ChangesIntervals(
            Duration.ofMillis(100),
            Duration.ofSeconds(3),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(200));

    private final FakeCouchDb couch = new FakeCouchDb();
    private final FakeDatabase database = couch.database("identities");
    private final List<AutoCloseable> opened = new ArrayList<>();

    private Events events = new Events();
    private CouchDbClient client;
    private CouchDbChanges changes;

    /** Records what the listener is told, in words. */
    private static final class Events implements DirectoryChanges.Listener {
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        private final AtomicBoolean failing = new AtomicBoolean();
        private final Semaphore heard = new Semaphore(0);

        @Override
        public void changed(DocumentId documentId, Optional<IdentityDocument> document) {
            String state = document.map(stored -> stored instanceof Identity identity
                            ? String.join("+", identity.keyMaterial().openPgp())
                            : "broken")
                    .orElse("gone");
            told.add(documentId + " " + state);
            if (failing.getAndSet(false)) {
                throw new IllegalStateException("as scripted");
            }
        }

        @Override
        public void reset() {
            told.add("reset");
        }

        @Override
        public void connected() {
            told.add("connected");
        }

        @Override
        public void heard() {
            heard.release();
        }

        @Override
        public void disconnected() {
            told.add("disconnected");
        }

        String next() throws InterruptedException {
            return Optional.ofNullable(told.poll(30, TimeUnit.SECONDS)).orElse("nothing within half a minute");
        }

        void expect(String... expected) throws InterruptedException {
            for (String event : expected) {
                assertThat(next()).isEqualTo(event);
            }
        }
    }

    @BeforeEach
    void open() throws Exception {
        opened.add(couch);
        HttpTimeouts timeouts = new HttpTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10));
        client = TestClients.of(timeouts, couch.server().uri());
        opened.add(0, client);
        changes = follow(QUICK);
    }

    private final AtomicLong millis = new AtomicLong();
    private final Restoration restoration =
            new Restoration(CouchDbViews.IDENTITIES, Duration.ofSeconds(15), millis::get);

    private CouchDbChanges follow(ChangesIntervals intervals) {
        CouchDbChanges made =
                new CouchDbChanges(client, CouchDbViews.IDENTITIES, new DocumentProblems(), restoration, intervals);
        opened.add(0, made);
        return made;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    private void store(String id, String key) {
        database.store(main("u1", "alice@example.org").id(id).key(key).json());
    }

    @Test
    void listenerShouldBeToldOfChangesAfterItIsConnected() throws Exception {
        store("d0", "K0");
        changes.start(events);
        events.expect("reset", "connected");
        store("d1", "K1");
        events.expect("d1 K1");
        store("d1", "K2");
        events.expect("d1 K2");
        database.delete("d1");
        events.expect("d1 gone");
        database.store(
                main("u1", "alice@example.org").id("d2").with("type", "Token").json());
        events.expect("d2 gone");
        database.store(
                main("u1", "alice@example.org").id("d3").withRaw("enabled", "3").json());
        events.expect("d3 broken");
    }

    @Test
    void listenerShouldBeToldOfSignsOfLifeWhileNothingChanges() throws Exception {
        changes.start(events);
        events.expect("reset", "connected");
        assertThat(events.heard.tryAcquire(3, 30, TimeUnit.SECONDS)).isTrue();
        couch.stop();
        events.expect("disconnected");
        events.heard.drainPermits();
        couch.restart();
        events.expect("connected");
        assertThat(events.heard.tryAcquire(3, 30, TimeUnit.SECONDS)).isTrue();
        assertThat(events.told).isEmpty();
    }

    @Test
    void listenerShouldBeToldOfAChangeWithinASecond() throws Exception {
        changes.start(events);
        events.expect("reset", "connected");
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            store("d1", "K" + i);
            events.expect("d1 K" + i);
            best = Math.min(best, System.nanoTime() - begin);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void listenerShouldCatchUpBeforeItIsConnectedAgain() throws Exception {
        changes.start(events);
        events.expect("reset", "connected");
        couch.stop();
        events.expect("disconnected");
        for (int i = 100; i < 550; i++) {
            store("d" + i, "K");
        }
        database.delete("d100");
        couch.restart();
        Set<String> missed = new java.util.HashSet<>();
        for (int i = 100; i < 550; i++) {
            missed.add(events.next());
        }
        assertThat(missed).hasSize(450).contains("d549 K", "d100 gone").doesNotContain("reset", "connected");
        events.expect("connected");
        store("d1", "K1");
        events.expect("d1 K1");
    }

    @Test
    void listenerShouldBeResetWhenTheDatabaseIsAnother() throws Exception {
        changes.start(events);
        events.expect("reset", "connected");
        couch.drop("identities");
        couch.database("identities")
                .store(main("u1", "a@example.org").id("d9").key("K9").json());
        couch.server().breakConnections();
        events.expect("disconnected", "reset", "connected");
        couch.becomeAnotherServer("uuid-2");
        couch.server().breakConnections();
        events.expect("disconnected", "reset", "connected");
    }

    @Test
    void databaseWithFewerDocumentsShouldNotBeTrustedUntilItHasNotChangedForAWhile() throws Exception {
        store("d1", "K1");
        store("d2", "K2");
        changes.start(events);
        events.expect("reset", "connected");
        restoration.requireEnded();
        couch.drop("identities");
        FakeDatabase restored = couch.database("identities");
        couch.server().breakConnections();
        events.expect("disconnected", "reset", "connected");
        requireDoubt();
        millis.addAndGet(14_000);
        restored.store(main("u1", "a@example.org").id("d9").key("K9").json());
        events.expect("d9 K9");
        millis.addAndGet(14_999);
        requireDoubt();
        millis.addAndGet(1);
        restoration.requireEnded();
        assertThat(restoration.problem()).isEmpty();
    }

    @Test
    void databaseThatIsMissingShouldNotBeTrustedWhenItComesBack() throws Exception {
        store("d1", "K1");
        changes.start(events);
        events.expect("reset", "connected");
        couch.drop("identities");
        couch.server().breakConnections();
        events.expect("disconnected");
        // the second question comes after the answer to the first
        long questions = infoRequests();
        while (infoRequests() < questions + 2) {
            Thread.onSpinWait();
        }
        requireDoubt();
    }

    @Test
    void replacedDatabaseWithAllDocumentsShouldBeTrusted() throws Exception {
        store("d1", "K1");
        changes.start(events);
        events.expect("reset", "connected");
        couch.drop("identities");
        couch.database("identities")
                .store(main("u1", "a@example.org").id("d9").key("K9").json());
        couch.server().breakConnections();
        events.expect("disconnected", "reset", "connected");
        restoration.requireEnded();
    }

    private void requireDoubt() {
        assertThat(restoration.problem()).hasValueSatisfying(problem -> assertThat(problem)
                .contains("identities is being restored", "mail waits"));
        assertThatThrownBy(restoration::requireEnded).isInstanceOf(UntrustedAnswerException.class);
    }

    @Test
    void listenerShouldBeResetWhenTheServerDoesNotKnowTheSequence() throws Exception {
        changes.start(events);
        events.expect("reset", "connected");
        couch.fault(
                request -> request.path().endsWith("_changes")
                        && !"now".equals(request.query().get("since")),
                (request, exchange) -> {
                    couch.heal();
                    exchange.json(400, "{\"error\":\"bad_request\",\"reason\":\"Malformed sequence\"}");
                });
        couch.server().breakConnections();
        events.expect("disconnected", "reset", "connected");
        store("d1", "K1");
        events.expect("d1 K1");
    }

    @Test
    void listenerShouldGoOnAfterEachFault() throws Exception {
        changes.start(events);
        events.expect("reset", "connected");
        int round = 0;
        for (var fault : Faults.all().entrySet()) {
            if (Set.of("black hole", "slow body").contains(fault.getKey())) {
                // listenerShouldGoOnWhenTheServerFallsSilent
                continue;
            }
            for (String where : List.of("/", "/identities", "/identities/_changes")) {
                couch.fault(request -> request.path().equals(where), fault.getValue());
                couch.server().breakConnections();
                events.expect("disconnected");
                store("d1", "K" + ++round);
                couch.heal();
                String next = events.next();
                // an answer of 400 to the request for changes means that the sequence is not known
                for (; next.equals("reset"); next = events.next()) {
                    assertThat(fault.getKey()).startsWith("400");
                    round++;
                }
                if (!next.equals("connected")) {
                    assertThat(next).as(where + " " + fault.getKey()).startsWith("d1 K");
                    events.expect("connected");
                }
            }
        }
    }

    @Test
    void listenerShouldGoOnWhenTheServerFallsSilent() throws Exception {
        ChangesIntervals impatient = new ChangesIntervals(
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofMinutes(1));
        couch.fault(request -> "continuous".equals(request.query().get("feed")), (request, exchange) -> {
            exchange.chunks();
            exchange.chunk("\n");
            exchange.hang();
        });
        follow(impatient).start(events);
        events.expect("reset", "connected", "disconnected");
        couch.heal();
        store("d1", "K1");
        String event = events.next();
        while (!event.equals("d1 K1")) {
            assertThat(event).isIn("connected", "disconnected");
            event = events.next();
        }
    }

    @Test
    void listenerShouldBeResetWhenADocumentIsTooLargeToBeRead() throws Exception {
        try (LogCapture log = new LogCapture(DocumentProblems.class)) {
            changes.start(events);
            events.expect("reset", "connected");
            store("d1", "x".repeat(10 << 20));
            events.expect("disconnected", "reset", "connected");
            store("d2", "K2");
            events.expect("d2 K2");
            assertThat(log.messages(Level.WARN))
                    .containsExactly("The directory has a problem with identity d1: too large to read");
        }
    }

    @Test
    void listenerShouldBeToldOfTheOthersWhenADocumentInTheGapIsTooLarge() throws Exception {
        changes.start(events);
        events.expect("reset", "connected");
        couch.stop();
        events.expect("disconnected");
        store("d1", "K1");
        store("d2", "x".repeat(100_000));
        store("d3", "K3");
        couch.restart();
        events.expect("d1 K1", "reset", "d3 K3", "connected");
    }

    @Test
    void listenerShouldBeResetWhenItFails() throws Exception {
        changes.start(events);
        events.expect("reset", "connected");
        events.failing.set(true);
        store("d1", "K1");
        events.expect("d1 K1", "disconnected", "reset", "connected");
    }

    @Test
    void closeShouldEndTelling() throws Exception {
        changes.start(events);
        events.expect("reset", "connected");
        changes.close();
        changes.close();
        events.expect("disconnected");
        store("d1", "K1");
        assertThat(events.told.poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThatThrownBy(() -> changes.start(events)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void outageShouldBeLoggedOnce() throws Exception {
        try (LogCapture log = new LogCapture(CouchDbChanges.class)) {
            changes.start(events);
            events.expect("reset", "connected");
            couch.stop();
            events.expect("disconnected");
            couch.restart();
            events.expect("connected");
            assertThat(log.messages(Level.ERROR)).hasSize(1);
            assertThat(log.messages(Level.INFO)).hasSize(1);
            assertThat(changes.problems()).isEmpty();
        }
    }

    @Test
    void listenerShouldBeResetWhenADocumentIsPurgedWhileItIsConnected() throws Exception {
        store("d1", "K1");
        changes.start(events);
        events.expect("reset", "connected");
        database.purge("d1");
        events.expect("reset");
        store("d2", "K2");
        events.expect("d2 K2");
        assertThat(events.told).as("reset once").isEmpty();
    }

    @Test
    void listenerShouldBeResetWhenADocumentWasPurgedWhileItWasDisconnected() throws Exception {
        store("d1", "K1");
        changes.start(events);
        events.expect("reset", "connected");
        couch.stop();
        events.expect("disconnected");
        database.purge("d1");
        store("d2", "K2");
        couch.restart();
        events.expect("reset", "d2 K2", "connected");
    }

    @Test
    void listenerShouldBeResetWhenTheDatabaseIsRecreatedAndTheStreamGoesOn() throws Exception {
        changes.start(events);
        events.expect("reset", "connected");
        couch.drop("identities");
        couch.database("identities");
        events.expect("disconnected", "reset", "connected");
    }

    @Test
    void listenerShouldBeToldOfEachChangeAndOfNoPurgeWhenThereIsNone() throws Exception {
        changes.start(events);
        events.expect("reset", "connected");
        long questions = infoRequests();
        while (infoRequests() < questions + 3) {
            Thread.onSpinWait();
        }
        assertThat(events.told).isEmpty();
    }

    private long infoRequests() {
        return couch.server().requests().stream()
                .filter(request -> request.path().equals("/identities"))
                .count();
    }
}
