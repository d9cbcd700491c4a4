package org.sealmx.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.journal.couchdb.CouchDbDeliveryJournal;
import org.sealmx.directory.file.FileRecipientDirectory;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.openpgp.certificate.TestKey;

/** Two nodes that share one CouchDB journal and one store. */
class NoticesOnTwoNodesTest {

    private static final Instant END = Instant.parse("2025-12-25T12:00:00Z");
    private static final TestKey KEY = NoticeBed.ending(END);

    @TempDir
    Path folder;

    private final FakeCouchDb couch = new FakeCouchDb();
    private final List<CouchDbClient> clients = new ArrayList<>();
    private NoticeBed bed;

    @BeforeEach
    void open() {
        bed = new NoticeBed(folder, before(40));
    }

    @AfterEach
    void close() throws Exception {
        bed.close();
        clients.forEach(CouchDbClient::close);
        couch.close();
    }

    private static Instant before(int days) {
        return END.minus(Duration.ofDays(days));
    }

    /** A process that has just been started. */
    private NoticeBed.Node node(FileRecipientDirectory directory) throws Exception {
        CouchDbClient client = TestClients.of(TestClients.LONG, couch.server().uri());
        clients.add(client);
        return bed.node(
                directory,
                CouchDbDeliveryJournal.open(client, "journal", NoticeBed.IDS, bed.clock, new SecureRandom()),
                CouchDbDeliveryJournal.openForRepeated(
                        client, "journal", NoticeBed.IDS, bed.clock, new SecureRandom()));
    }

    @Test
    void ownerShouldBeToldThirtySevenAndOneDayBeforeTheEndByOneOfTheNodes() throws Exception {
        FileRecipientDirectory directory =
                bed.directory(main("u1", "alice@example.org").key(KEY.armoredCertificate()));
        NoticeBed.Node one = node(directory);
        NoticeBed.Node two = node(directory);
        for (int day = 0; day < 60; day++) {
            assertThat((day % 2 == 0 ? one : two).run()).isEqualTo(ExpiryRound.Result.COMPLETE);
            assertThat((day % 2 == 0 ? two : one).run()).isEqualTo(ExpiryRound.Result.COMPLETE);
            bed.clock.pass(Duration.ofDays(1));
            if (day % 10 == 9) {
                one = node(directory);
            }
        }
        assertThat(bed.mailboxes.times()).containsExactly(before(30), before(7), before(1));
        assertThat(bed.mailboxes.kept)
                .extracting(kept -> kept.opened(KEY))
                .satisfiesExactly(
                        first -> assertThat(first).contains("Days left:   30"),
                        second -> assertThat(second).contains("Days left:   7"),
                        third -> assertThat(third).contains("Days left:   1"));
    }

    @Test
    void ownerShouldNotBeToldAgainOfAStepThatBeganInThePreviousMonth() throws Exception {
        FileRecipientDirectory directory =
                bed.directory(main("u1", "alice@example.org").key(KEY.armoredCertificate()));
        bed.clock.set(before(30));
        node(directory).run();
        // all nodes were off meanwhile; other deliveries are not looked for in the previous month any more
        bed.clock.set(before(13));
        node(directory).run();
        bed.clock.set(before(10));
        node(directory).run();
        assertThat(bed.mailboxes.times()).containsExactly(before(30));
    }

    @Test
    void noticeShouldBeStoredOnceWhenNodesRunAtTheSameTime() throws Exception {
        bed.clock.set(before(7));
        int accounts = 20;
        FileRecipientDirectory directory = bed.directory(IntStream.range(0, accounts)
                .mapToObj(number ->
                        main("u" + number, "u" + number + "@example.org").key(KEY.armoredCertificate()))
                .toArray(Doc[]::new));
        List<Callable<ExpiryRound.Result>> rounds = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            rounds.add(node(directory)::run);
        }
        ExecutorService threads = Executors.newFixedThreadPool(rounds.size());
        try {
            for (Future<ExpiryRound.Result> result : threads.invokeAll(rounds)) {
                assertThat(result.get()).isNotNull();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(bed.mailboxes.kept).hasSize(accounts);
        assertThat(bed.mailboxes.addresses()).doesNotHaveDuplicates();
        assertThat(node(directory).run()).isEqualTo(ExpiryRound.Result.COMPLETE);
        assertThat(bed.mailboxes.kept).hasSize(accounts);
    }

    @Test
    void noticeShouldNotBeStoredWhileTheJournalIsUnavailable() throws Exception {
        bed.clock.set(before(7));
        NoticeBed.Node node = node(bed.directory(main("u1", "alice@example.org").key(KEY.armoredCertificate())));
        couch.stop();
        assertThat(node.run()).isEqualTo(ExpiryRound.Result.AGAIN);
        assertThat(bed.mailboxes.kept).isEmpty();
        couch.restart();
        assertThat(node.run()).isEqualTo(ExpiryRound.Result.COMPLETE);
        assertThat(bed.mailboxes.kept).hasSize(1);
    }
}
