package org.sealmx.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.main;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.couchdb.FakeCouchDb;
import org.sealmx.couchdb.TestClients;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.journal.couchdb.CouchDbDeliveryJournal;
import org.sealmx.delivery.outcome.Reason;
import org.sealmx.delivery.outcome.RecipientOutcome;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.file.FileRecipientDirectory;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.hop.HopAddress;
import org.sealmx.hop.HopProtocol;
import org.sealmx.hop.HopServer;
import org.sealmx.hop.HopSettings;
import org.sealmx.hop.HopTimeouts;
import org.sealmx.hop.NextHop;
import org.sealmx.measure.Stage;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smtp.EmailAddress;
import org.sealmx.smtp.Replies;
import org.sealmx.smtp.Reply;

class WaitingNoticesTest {

    private static final Instant NOW = Instant.parse("2025-12-20T10:00:00Z");
    private static final Doc ALICE = main("u1", "alice@example.org").with("notify", "alice@elsewhere.example");

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private NoticeBed bed;
    private HopServer server;
    private NextHop hop;
    private FileDeliveryJournal journal;

    @BeforeEach
    void open() throws Exception {
        bed = new NoticeBed(folder, NOW);
        server = HopServer.onLoopback().answer(HopServer.END, "250 2.0.0 Ok: queued");
        hop = new NextHop(new HopSettings(
                new HopAddress.Inet("127.0.0.1", server.port()),
                HopProtocol.SMTP,
                "sealmx.test",
                Optional.empty(),
                Optional.empty(),
                new HopTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20)),
                2,
                Duration.ofMinutes(1)));
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 1_000, false);
        opened.addAll(List.of(journal, hop, server, bed));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private WaitingNotices notices(DeliveryJournal records, FileRecipientDirectory directory) {
        return new WaitingNotices(
                WaitingNotices.DEFAULT_TEXT,
                directory,
                directory,
                usable -> Optional.empty(),
                hop,
                new NoticeJournal(records, NoticeBed.IDS),
                NoticeBed.IDS,
                NoticeBed.DOMAINS,
                bed.clock,
                Runnable::run);
    }

    private WaitingNotices notices(Doc... documents) throws Exception {
        return notices(journal, bed.directory(documents));
    }

    private static RecipientOutcome outcome(String recipient, Reply reply, Reason reason, String... accounts) {
        return new RecipientOutcome(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EmailAddress.of(recipient),
                Stream.of(accounts).map(AccountId::new).toList(),
                reply,
                Duration.ZERO,
                Stage.DIRECTORY,
                List.of(),
                reason);
    }

    private static RecipientOutcome waits() {
        return outcome("alice@example.org", Replies.CANNOT_RECEIVE_NOW, Reason.NO_USABLE_CERTIFICATE, "u1");
    }

    private List<String> commands(String verb) {
        return server.commands.stream().filter(line -> line.startsWith(verb)).toList();
    }

    @Test
    void otherAddressShouldBeToldWithoutEncryptionAndWithTheNullReturnPath() throws Exception {
        notices(ALICE).ended(waits());
        assertThat(commands("MAIL")).singleElement().asString().startsWith("MAIL FROM:<>");
        assertThat(commands("RCPT")).containsExactly("RCPT TO:<alice@elsewhere.example>");
        assertThat(new String(server.messages.get(0), UTF_8))
                .contains("From: postmaster@example.org\r\n")
                .contains("To: alice@elsewhere.example\r\n")
                .contains("Subject: Mail for you waits at example.org\r\n")
                .contains("Auto-Submitted: auto-generated\r\n")
                .contains("Mail for alice@example.org waits.")
                .contains("    no certificate\r\n")
                .doesNotContain("{");
    }

    @Test
    void otherAddressShouldBeToldOnceADayAtMostByAllNodesTogether() throws Exception {
        FakeCouchDb couch = new FakeCouchDb();
        opened.add(couch);
        FileRecipientDirectory directory = bed.directory(ALICE);
        List<WaitingNotices> nodes = new ArrayList<>();
        for (int node = 0; node < 2; node++) {
            CouchDbClient client =
                    TestClients.of(TestClients.LONG, couch.server().uri());
            opened.add(0, client);
            nodes.add(notices(
                    CouchDbDeliveryJournal.openForRepeated(
                            client, "journal", NoticeBed.IDS, bed.clock, new SecureRandom()),
                    directory));
        }
        for (int hour = 0; hour < 3 * 24; hour++) {
            nodes.forEach(node -> node.ended(waits()));
            bed.clock.pass(Duration.ofHours(1));
        }
        // from 10:00 on the first day until 9:00 on the fourth
        assertThat(server.messages).hasSize(4);
    }

    @Test
    void otherAddressShouldNotBeToldAgainAfterARestart() throws Exception {
        notices(ALICE).ended(waits());
        notices(ALICE).ended(waits());
        assertThat(server.messages).hasSize(1);
    }

    @Test
    void noticeThatMayHaveBeenSentShouldNotBeSentAgain() throws Exception {
        server.answer(HopServer.END, HopServer.CUT);
        notices(ALICE).ended(waits());
        server.answer(HopServer.END, "250 2.0.0 Ok: queued");
        bed.clock.pass(WaitingNotices.RETRY);
        notices(ALICE).ended(waits());
        assertThat(server.messages).hasSize(1);
    }

    @Test
    void noticeThatIsRefusedForNowShouldBeTriedAgainLater() throws Exception {
        WaitingNotices notices = notices(ALICE);
        server.answer("RCPT", "451 4.3.0 not now");
        try (LogCapture log = new LogCapture(WaitingNotices.class)) {
            notices.ended(waits());
            assertThat(log.messages(Level.WARN)).singleElement().asString().contains("Account u1", "451 4.3.0");
        }
        server.answer("RCPT", "250 2.1.5 Ok");
        notices.ended(waits());
        assertThat(server.messages).isEmpty();
        bed.clock.pass(WaitingNotices.RETRY);
        notices.ended(waits());
        assertThat(server.messages).hasSize(1);
    }

    @Test
    void noticeThatIsRefusedForGoodShouldNotBeTriedAgainOnThatDay() throws Exception {
        WaitingNotices notices = notices(ALICE);
        server.answer("RCPT", "550 5.1.1 nobody");
        notices.ended(waits());
        bed.clock.pass(Duration.ofHours(3));
        notices.ended(waits());
        assertThat(commands("RCPT")).hasSize(1);
    }

    @Test
    void nobodyShouldBeToldWhenNoOtherAddressIsKnown() throws Exception {
        notices(main("u1", "alice@example.org")).ended(waits());
        notices(ALICE.with("notify", "alice@example.org")).ended(waits());
        notices(ALICE.with("notify", "nowhere")).ended(waits());
        assertThat(server.commands).isEmpty();
    }

    @Test
    void addressOfAnotherDocumentOfTheAccountShouldServe() throws Exception {
        notices(
                        main("u1", "alice@example.org"),
                        main("u1", "sales@example.org").with("notify", "sales@elsewhere.example"))
                .ended(waits());
        assertThat(commands("RCPT")).containsExactly("RCPT TO:<sales@elsewhere.example>");
    }

    @Test
    void nobodyShouldBeToldWhenTheCertificateCanBeUsedMeanwhile() throws Exception {
        notices(ALICE.key(TestKeys.curve25519().armoredCertificate())).ended(waits());
        assertThat(server.commands).isEmpty();
    }

    @Test
    void nobodyShouldBeToldWhenMailIsRefusedForGood() throws Exception {
        notices(ALICE).ended(outcome("alice@example.org", Replies.CANNOT_RECEIVE, Reason.NO_USABLE_CERTIFICATE, "u1"));
        assertThat(server.commands).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, mode = EnumSource.Mode.EXCLUDE, names = "NO_USABLE_CERTIFICATE")
    void nobodyShouldBeToldOfOtherOutcomes(Reason reason) throws Exception {
        notices(ALICE).ended(outcome("alice@example.org", Replies.CANNOT_RECEIVE_NOW, reason, "u1"));
        assertThat(server.commands).isEmpty();
    }

    @Test
    void mailShouldNotWaitForTheNotice() throws Exception {
        List<Runnable> later = new ArrayList<>();
        FileRecipientDirectory directory = bed.directory(ALICE);
        WaitingNotices notices = new WaitingNotices(
                WaitingNotices.DEFAULT_TEXT,
                directory,
                directory,
                usable -> Optional.empty(),
                hop,
                journal,
                NoticeBed.IDS,
                NoticeBed.DOMAINS,
                bed.clock,
                later::add);
        for (int attempt = 0; attempt < 100; attempt++) {
            notices.ended(waits());
        }
        assertThat(server.commands).isEmpty();
        assertThat(later).hasSize(1);
    }

    @Test
    void logShouldNameNoAddress() throws Exception {
        try (LogCapture log = new LogCapture("org.sealmx.notice")) {
            notices(ALICE).ended(waits());
            server.close();
            bed.clock.pass(Duration.ofDays(1));
            notices(ALICE).ended(waits());
            assertThat(log.messagesAboveDebug()).hasSizeGreaterThan(1).allMatch(line -> !line.contains("@"));
        }
    }
}
