package org.sealmx.notice;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sealmx.certificate.CertificateSource;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.DocumentId;
import org.sealmx.directory.LogCapture;
import org.sealmx.directory.SenderRule;
import org.sealmx.directory.identity.AddressKey;
import org.sealmx.directory.identity.CertificateMaterial;
import org.sealmx.directory.identity.Identity;
import org.sealmx.directory.identity.IdentityDocument;
import org.sealmx.directory.identity.IdentityDocuments;
import org.sealmx.openpgp.certificate.CertificateReader;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.smtp.EmailAddress;

/** Readings of directories that are made up. */
class ExpiryRoundTest {

    private static final Instant END = Instant.parse("2025-12-25T12:00:00Z");
    private static final CertificateSource SOURCE =
            new CertificateReader().read(List.of(NoticeBed.ending(END).armoredCertificate()));

    @TempDir
    Path folder;

    private NoticeBed bed;
    private FileDeliveryJournal journal;
    private ExpiryForecast forecast;

    @BeforeEach
    void open() throws Exception {
        bed = new NoticeBed(folder, END.minus(Duration.ofDays(100)));
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 1_000, false);
        forecast = new ExpiryForecast(bed.clock);
    }

    @AfterEach
    void close() throws Exception {
        journal.close();
    }

    private ExpiryRound round(IdentityDocuments documents) {
        SealedNotices sealed = new SealedNotices(
                new MessageSealer(new SecureRandom()),
                new JournaledStore(journal, bed.mailboxes),
                Optional.empty(),
                journal,
                NoticeBed.DOMAINS);
        ExpiryNotices notices = new ExpiryNotices(
                NoticeDays.defaults(), ExpiryNotices.DEFAULT_TEXT, sealed, usable -> Optional.empty(), NoticeBed.IDS);
        return new ExpiryRound(documents, new ScriptedDirectory(), notices, forecast, bed.clock);
    }

    /** Shows documents that exist only while they are shown. */
    private record MadeUp(int count, CertificateSource source) implements IdentityDocuments {

        @Override
        public boolean visit(Visitor visitor) {
            for (int number = 0; number < count; number++) {
                if (number > 0 && number % PAGE == 0 && !visitor.goOn()) {
                    return false;
                }
                visitor.identity(identity(number), () -> source);
            }
            return true;
        }

        @Override
        public List<IdentityDocument> of(AccountId account) {
            return List.of();
        }
    }

    private static Identity identity(int number) {
        return identity(number, "u" + number);
    }

    private static Identity identity(int number, String account) {
        EmailAddress address = EmailAddress.of("a" + number + "@example.org");
        return new Identity(
                DocumentId.of("d" + number),
                Optional.of(new AccountId(account)),
                AddressKey.of(address),
                address,
                true,
                CertificateMaterial.openPgp(List.of("a key")),
                SenderRule.everybody(),
                false);
    }

    @Test
    void hundredThousandIdentitiesShouldBeReadPageByPage() {
        int[] pages = {0};
        ExpiryRound.Result result = round(new MadeUp(100_000, SOURCE)).run(() -> {
            pages[0]++;
            return true;
        });
        assertThat(result).isEqualTo(ExpiryRound.Result.COMPLETE);
        assertThat(pages[0]).isEqualTo(100_000 / IdentityDocuments.PAGE - 1);
        assertThat(forecast.by(END)).isEqualTo(100_000);
        assertThat(forecast.daysToNextExpiry()).hasValue(100);
    }

    @Test
    void accountShouldCountOnceHoweverManyIdentitiesItHas() {
        IdentityDocuments documents = new IdentityDocuments() {
            @Override
            public boolean visit(Visitor visitor) {
                visitor.identity(identity(1, "u1"), () -> SOURCE);
                visitor.identity(identity(2, "u1"), () -> SOURCE);
                visitor.identity(identity(3, "u2"), () -> SOURCE);
                return true;
            }

            @Override
            public List<IdentityDocument> of(AccountId account) {
                return List.of();
            }
        };
        round(documents).run(() -> true);
        assertThat(forecast.by(END)).isEqualTo(2);
        assertThat(forecast.next()).contains(END);
    }

    @Test
    void identityThatFailsShouldNotHideOthers() {
        CertificateSource failing = at -> {
            throw new IllegalStateException("of alice@example.org");
        };
        IdentityDocuments documents = new IdentityDocuments() {
            @Override
            public boolean visit(Visitor visitor) {
                visitor.identity(identity(1), () -> failing);
                visitor.identity(identity(2), () -> SOURCE);
                return true;
            }

            @Override
            public List<IdentityDocument> of(AccountId account) {
                return List.of();
            }
        };
        try (LogCapture log = new LogCapture(ExpiryRound.class)) {
            assertThat(round(documents).run(() -> true)).isEqualTo(ExpiryRound.Result.COMPLETE);
            assertThat(log.messages(Level.ERROR))
                    .singleElement()
                    .asString()
                    .contains("Identity d1")
                    .doesNotContain("@");
        }
        assertThat(forecast.next()).contains(END);
    }

    @Test
    void outageShouldKeepWhatIsKnown() {
        round(new MadeUp(3, SOURCE)).run(() -> true);
        IdentityDocuments unavailable = new IdentityDocuments() {
            @Override
            public boolean visit(Visitor visitor) throws DirectoryUnavailableException {
                throw new DirectoryUnavailableException("scripted outage");
            }

            @Override
            public List<IdentityDocument> of(AccountId account) {
                return List.of();
            }
        };
        assertThat(round(unavailable).run(() -> true)).isEqualTo(ExpiryRound.Result.AGAIN);
        assertThat(forecast.by(END)).isEqualTo(3);
    }

    @Test
    void scheduleShouldBeginAtOnceAndEndWhenItIsClosed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        IdentityDocuments endless = new IdentityDocuments() {
            @Override
            public boolean visit(Visitor visitor) {
                begun.countDown();
                while (visitor.goOn()) {
                    visitor.identity(identity(1), () -> SOURCE);
                }
                ended.countDown();
                return false;
            }

            @Override
            public List<IdentityDocument> of(AccountId account) {
                return List.of();
            }
        };
        try (NoticeSchedule schedule = new NoticeSchedule(round(endless), bed.clock)) {
            schedule.start();
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(ended.getCount()).as("close() has waited").isZero();
        assertThat(forecast.readAt()).isEmpty();
    }

    /** The thread of the schedule sees that the clock has moved. */
    @ParameterizedTest
    @CsvSource({"false, P1D", "true, PT15M"})
    void scheduleShouldGoOnAfterTheFirstRound(boolean failing, Duration later) throws Exception {
        BlockingQueue<Instant> rounds = new LinkedBlockingQueue<>();
        IdentityDocuments documents = new IdentityDocuments() {
            @Override
            public boolean visit(Visitor visitor) {
                rounds.add(bed.clock.instant());
                if (failing) {
                    throw new IllegalStateException("as scripted");
                }
                return true;
            }

            @Override
            public List<IdentityDocument> of(AccountId account) {
                return List.of();
            }
        };
        Instant first = bed.clock.instant();
        try (NoticeSchedule schedule = new NoticeSchedule(round(documents), bed.clock, Duration.ofMillis(1))) {
            schedule.start();
            for (int round = 0; round < 3; round++) {
                assertThat(rounds.poll(1, TimeUnit.MINUTES)).isEqualTo(first.plus(later.multipliedBy(round)));
                bed.clock.pass(later);
            }
        }
    }

    @Test
    void clockThatWasSetBackShouldNotPutTheNextRoundOff() {
        NoticeSchedule schedule = new NoticeSchedule(round(new MadeUp(1, SOURCE)), bed.clock);
        bed.clock.pass(Duration.ofDays(50));
        schedule.look();
        bed.clock.pass(Duration.ofDays(-40));
        Instant now = bed.clock.instant();
        schedule.look();
        assertThat(forecast.readAt()).contains(now);
    }
}
