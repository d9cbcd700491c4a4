package org.sealmx.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.StoreResult;
import org.sealmx.delivery.store.StoreResult.Scope;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.file.FileRecipientDirectory;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.openpgp.certificate.TestKey;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.sealing.SealedParts;
import org.sealmx.smtp.EmailAddress;

/** One node, with the journal in a file. */
class ExpiryNoticesTest {

    private static final Instant END = Instant.parse("2025-12-25T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final TestKey KEY = NoticeBed.ending(END);
    private static final Doc ALICE = main("u1", "alice@example.org").key(KEY.armoredCertificate());

    @TempDir
    Path folder;

    private NoticeBed bed;
    private FileDeliveryJournal deliveries;
    private FileDeliveryJournal notices;

    @BeforeEach
    void open() throws Exception {
        bed = new NoticeBed(folder, before(40));
        deliveries = FileDeliveryJournal.open(folder.resolve("deliveries"), 1_000, false);
        notices = FileDeliveryJournal.open(folder.resolve("notices"), 1_000, false);
    }

    @AfterEach
    void close() throws Exception {
        bed.close();
        deliveries.close();
        notices.close();
    }

    private static Instant before(int days) {
        return END.minus(Duration.ofDays(days));
    }

    private NoticeBed.Node node(Doc... documents) throws Exception {
        return bed.node(bed.directory(documents), deliveries, notices);
    }

    /** Runs a round on each day, and nothing in between. */
    private void runDaily(NoticeBed.Node node, int days) {
        for (int day = 0; day < days; day++) {
            assertThat(node.run()).isEqualTo(ExpiryRound.Result.COMPLETE);
            bed.clock.pass(DAY);
        }
    }

    @Test
    void ownerShouldBeToldThirtySevenAndOneDayBeforeTheEndAndOnceEach() throws Exception {
        runDaily(node(ALICE), 60);
        assertThat(bed.mailboxes.times()).containsExactly(before(30), before(7), before(1));
        assertThat(bed.mailboxes.addresses()).containsOnly(EmailAddress.of("alice@example.org"));
    }

    @Test
    void noticeShouldBeSealedWithTheCertificateThatEnds() throws Exception {
        bed.clock.set(before(7));
        node(ALICE).run();
        NoticeBed.Kept kept = bed.mailboxes.kept.get(0);
        assertThat(kept.opened(KEY))
                .contains("To: alice@example.org\r\n")
                .contains("From: postmaster@example.org\r\n")
                .contains("Subject: Your encryption certificate ends on 2025-12-25\r\n")
                .contains("Auto-Submitted: auto-generated\r\n")
                .contains("Days left:   7\r\n")
                .contains("Ends:        2025-12-25 12:00 UTC\r\n")
                .contains(KEY.fingerprint())
                .contains("administrators of example.org ")
                .doesNotContain("{");
        assertThat(SealedParts.text(kept.delivery().message()))
                .contains("Return-Path: <>\r\n")
                .contains("Auto-Submitted: auto-generated\r\n")
                .doesNotContain("Days left");
        assertThat(kept.delivery().message().certificateFingerprints()).containsExactly(KEY.fingerprint());
    }

    @Test
    void ownerShouldGetOneNoticeAfterTheServerWasOff() throws Exception {
        bed.clock.set(before(1));
        runDaily(node(ALICE), 1);
        bed.clock.set(END.minusSeconds(1));
        runDaily(node(ALICE), 1);
        assertThat(bed.mailboxes.kept).hasSize(1);
    }

    @Test
    void ownerShouldNotBeToldWhenTheCertificateHasEnded() throws Exception {
        bed.clock.set(END);
        runDaily(node(ALICE), 3);
        assertThat(bed.mailboxes.kept).isEmpty();
    }

    @Test
    void ownerShouldNotBeToldAgainAfterARestart() throws Exception {
        bed.clock.set(before(30));
        for (int start = 0; start < 3; start++) {
            notices.close();
            deliveries.close();
            notices = FileDeliveryJournal.open(folder.resolve("notices"), 1_000, false);
            deliveries = FileDeliveryJournal.open(folder.resolve("deliveries"), 1_000, false);
            runDaily(node(ALICE), 1);
        }
        assertThat(bed.mailboxes.kept).hasSize(1);
    }

    @Test
    void ownerShouldNotBeToldAgainWhenOtherMailHasFilledTheJournal() throws Exception {
        bed.clock.set(before(30));
        NoticeBed.Node node = node(ALICE);
        node.run();
        deliveries.close();
        deliveries = FileDeliveryJournal.open(folder.resolve("fresh"), 1_000, false);
        node(ALICE).run();
        assertThat(bed.mailboxes.kept).hasSize(1);
    }

    @Test
    void renewedCertificateShouldHaveNoticesOfItsOwn() throws Exception {
        runDaily(node(ALICE), 20);
        Instant later = END.plus(Duration.ofDays(60));
        runDaily(
                node(main("u1", "alice@example.org").key(NoticeBed.ending(later).armoredCertificate())), 100);
        assertThat(bed.mailboxes.times())
                .containsExactly(
                        before(30),
                        later.minus(Duration.ofDays(30)),
                        later.minus(Duration.ofDays(7)),
                        later.minus(DAY));
    }

    @Test
    void ownerShouldBeToldOnlyAboutTheLastCertificate() throws Exception {
        Doc two = main("u1", "alice@example.org")
                .keys(
                        KEY.armoredCertificate(),
                        NoticeBed.ending(END.plus(DAY.multipliedBy(50))).armoredCertificate());
        runDaily(node(two), 50);
        assertThat(bed.mailboxes.kept).isEmpty();
    }

    @Test
    void aliasWithACertificateOfItsOwnShouldBeTold() throws Exception {
        bed.clock.set(before(7));
        Doc mailbox = main("u1", "alice@example.org").key(TestKeys.curve25519().armoredCertificate());
        Doc alias = alias("u1", "sales@example.org", "alice@example.org").key(KEY.armoredCertificate());
        node(mailbox, alias).run();
        assertThat(bed.mailboxes.addresses()).containsExactly(EmailAddress.of("alice@example.org"));
        assertThat(bed.mailboxes.kept.get(0).opened(KEY)).contains("Mail for sales@example.org");
    }

    @Test
    void catchAllAndOddAddressShouldBeTold() throws Exception {
        bed.clock.set(before(7));
        Doc odd = main("u2", "\"a \\\"b\"@example.org").key(KEY.armoredCertificate());
        Doc all = alias("u1", "@example.org", "alice@example.org").key(KEY.armoredCertificate());
        Doc mailbox = main("u1", "alice@example.org").key(TestKeys.curve25519().armoredCertificate());
        node(odd, all, mailbox).run();
        assertThat(bed.mailboxes.addresses())
                .containsExactlyInAnyOrder(
                        EmailAddress.of("\"a \\\"b\"@example.org"), EmailAddress.of("alice@example.org"));
    }

    @Test
    void disabledAndOrphanedAccountsShouldNotBeTold() throws Exception {
        bed.clock.set(before(7));
        node(
                        ALICE.disabled(),
                        ALICE.with("address", "b@example.org")
                                .with("destination", "b@example.org")
                                .orphaned())
                .run();
        assertThat(bed.mailboxes.kept).isEmpty();
    }

    @Test
    void forwardShouldBeToldWhereItsMailGoesWhenMailIsForwarded() throws Exception {
        bed.clock.set(before(7));
        Doc forward =
                alias("u1", "alice@example.org", "alice@elsewhere.example").key(KEY.armoredCertificate());
        FileRecipientDirectory directory = bed.directory(forward);
        JournaledStore store = new JournaledStore(deliveries, bed.mailboxes);
        bed.node(directory, store, Optional.empty(), notices).run();
        assertThat(bed.mailboxes.kept).isEmpty();
        bed.node(directory, store, Optional.of(store), notices).run();
        assertThat(bed.mailboxes.addresses()).containsExactly(EmailAddress.of("alice@elsewhere.example"));
        assertThat(SealedParts.text(bed.mailboxes.kept.get(0).delivery().message()))
                .startsWith("Delivered-To: alice@example.org\r\n");
        assertThat(bed.mailboxes.kept.get(0).opened(KEY)).contains("From: postmaster@example.org\r\n");
    }

    @Test
    void noticeShouldBeTriedAgainSoonWhenTheStoreIsUnavailable() throws Exception {
        bed.clock.set(before(7));
        NoticeBed.Node node = node(ALICE);
        bed.mailboxes.failure = Optional.of(new StoreResult.Unavailable(Scope.STORE, "outage", "not there"));
        NoticeSchedule schedule = new NoticeSchedule(node.round, bed.clock);
        schedule.look();
        bed.mailboxes.failure = Optional.empty();
        schedule.look();
        assertThat(bed.mailboxes.kept).isEmpty();
        bed.clock.pass(NoticeSchedule.RETRY);
        schedule.look();
        assertThat(bed.mailboxes.kept).hasSize(1);
        bed.clock.pass(NoticeSchedule.INTERVAL.minusSeconds(1));
        schedule.look();
        assertThat(bed.mailboxes.kept).hasSize(1);
    }

    @Test
    void noticeWhoseAnswerWasLostShouldBeLookedForAndNotStoredAgain() throws Exception {
        bed.clock.set(before(7));
        NoticeBed.Node node = node(ALICE);
        bed.mailboxes.losesAnswers = true;
        assertThat(node.run()).isEqualTo(ExpiryRound.Result.AGAIN);
        bed.mailboxes.losesAnswers = false;
        assertThat(node.run()).isEqualTo(ExpiryRound.Result.COMPLETE);
        assertThat(bed.mailboxes.kept).hasSize(1);
    }

    @Test
    void fullMailboxShouldNotMakeOthersWaitForARetry() throws Exception {
        bed.clock.set(before(7));
        bed.mailboxes.failure = Optional.of(new StoreResult.Full(Scope.ACCOUNT, "the mailbox is full"));
        try (LogCapture log = new LogCapture(ExpiryNotices.class)) {
            assertThat(node(ALICE).run()).isEqualTo(ExpiryRound.Result.COMPLETE);
            assertThat(log.messages(Level.WARN)).singleElement().asString().contains("the mailbox is full", "tomorrow");
        }
    }

    @Test
    void accountWithAnAliasThatHasTheCertificateTooShouldBeCountedOnce() throws Exception {
        bed.clock.set(before(7));
        NoticeBed.Node node = node(
                ALICE,
                alias("u1", "al@example.org", "alice@example.org")
                        .key(NoticeBed.ending(END).armoredCertificate()));
        try (LogCapture log = new LogCapture("org.sealmx.notice")) {
            node.run();
            assertThat(log.messages(Level.WARN)).anyMatch(line -> line.startsWith("1 account of the directory "));
        }
    }

    @Test
    void operatorShouldSeeAWarningAndTheDaysThatAreLeft() throws Exception {
        bed.clock.set(before(7));
        NoticeBed.Node node = node(
                ALICE,
                main("u2", "bob@example.org")
                        .key(NoticeBed.ending(END.plus(Duration.ofDays(100))).armoredCertificate()));
        assertThat(node.forecast.daysToNextExpiry()).isEmpty();
        try (LogCapture log = new LogCapture("org.sealmx.notice")) {
            node.run();
            assertThat(log.messages(Level.WARN))
                    .anyMatch(line -> line.contains("Account u1") && line.contains(KEY.fingerprint()))
                    .anyMatch(line -> line.startsWith("1 account of the directory will have no usable certificate"))
                    .allMatch(line -> !line.contains("@"));
        }
        assertThat(node.forecast.daysToNextExpiry()).hasValue(7);
        assertThat(node.forecast.next()).contains(END);
        assertThat(node.forecast.by(END.minusSeconds(1))).isZero();
        assertThat(node.forecast.by(END)).isEqualTo(1);
        assertThat(node.forecast.by(END.plus(Duration.ofDays(100)))).isEqualTo(2);
        assertThat(node.forecast.readAt()).contains(before(7));
        bed.clock.set(END.minusSeconds(1));
        assertThat(node.forecast.daysToNextExpiry()).hasValue(0);
        bed.clock.set(END.plus(DAY));
        assertThat(node.forecast.daysToNextExpiry()).hasValue(99);
        assertThat(node.forecast.by(END.plus(Duration.ofDays(100)))).isEqualTo(1);
        node.run();
        assertThat(node.forecast.daysToNextExpiry()).hasValue(99);
    }

    @Test
    void roundThatIsStoppedShouldSayNothingNew() throws Exception {
        bed.clock.set(before(7));
        NoticeBed.Node node = node(many(250));
        int[] pages = {0};
        assertThat(node.round.run(() -> ++pages[0] < 2)).isEqualTo(ExpiryRound.Result.AGAIN);
        assertThat(bed.mailboxes.kept).isEmpty();
        assertThat(node.forecast.readAt()).isEmpty();
        assertThat(pages[0]).isEqualTo(2);
    }

    private static Doc[] many(int accounts) {
        return java.util.stream.IntStream.range(0, accounts)
                .mapToObj(number -> main("m" + number, "m" + number + "@example.org"))
                .toArray(Doc[]::new);
    }

    @Test
    void accountWhoseRouteFailsShouldNotHideOthers() throws Exception {
        bed.clock.set(before(7));
        Doc loop = alias("u3", "loop@example.org", "loop2@example.org").key(KEY.armoredCertificate());
        Doc back = alias("u3", "loop2@example.org", "loop@example.org");
        assertThat(node(loop, back, ALICE).run()).isEqualTo(ExpiryRound.Result.COMPLETE);
        assertThat(bed.mailboxes.addresses()).isEqualTo(List.of(EmailAddress.of("alice@example.org")));
    }
}
