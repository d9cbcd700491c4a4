package org.sealmx.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sealmx.directory.identity.TestIdentities.alias;
import static org.sealmx.directory.identity.TestIdentities.main;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.directory.AccountId;
import org.sealmx.directory.DirectoryUnavailableException;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.Resolution;
import org.sealmx.directory.identity.TestIdentities.Doc;
import org.sealmx.openpgp.certificate.TestKeys;
import org.sealmx.smtp.EmailAddress;

/** What is known of certificates that end soon follows the directory between two readings of it. */
class NearEndsTest {

    private static final Instant END = Instant.parse("2025-12-25T12:00:00Z");
    private static final Instant NOW = END.minus(Duration.ofDays(5));
    private static final Instant RENEWED = END.plus(Duration.ofDays(10));
    private static final String ENDING = NoticeBed.ending(END).armoredCertificate();
    private static final Doc ALICE = main("u1", "alice@example.org");
    private static final Doc BOB = main("u2", "bob@example.org").key(ENDING);

    @TempDir
    Path folder;

    private NoticeBed bed;
    private SwitchedDirectory directory;
    private FileDeliveryJournal journal;
    private ExpiryForecast forecast;
    private Optional<NoticeSchedule> schedule = Optional.empty();

    /** The directory, as it is changed by a test. */
    private static final class SwitchedDirectory implements RecipientDirectory {

        private Optional<RecipientDirectory> now = Optional.empty();
        private final List<EmailAddress> asked = new ArrayList<>();

        @Override
        public Resolution resolve(EmailAddress recipient) throws DirectoryUnavailableException {
            asked.add(recipient);
            return now.orElseThrow(() -> new DirectoryUnavailableException("away"))
                    .resolve(recipient);
        }

        @Override
        public void close() {
            now = Optional.empty();
        }
    }

    @BeforeEach
    void open() throws Exception {
        bed = new NoticeBed(folder, NOW);
        directory = new SwitchedDirectory();
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 1_000, false);
        forecast = new ExpiryForecast(bed.clock);
    }

    @AfterEach
    void close() throws Exception {
        bed.close();
        journal.close();
    }

    /** The directory is read when it has these documents. */
    private void read(Doc... documents) throws Exception {
        become(documents);
        NoticeBed.Node node = bed.node(bed.directory(documents), directory, journal);
        forecast = node.forecast;
        schedule = Optional.of(new NoticeSchedule(node.round, bed.clock));
        look();
        assertThat(forecast.readAt()).contains(bed.clock.instant());
        directory.asked.clear();
    }

    private void become(Doc... documents) throws Exception {
        directory.now = Optional.of(bed.directory(documents));
    }

    private void passAndLook() {
        bed.clock.pass(NoticeSchedule.LOOK_AGAIN);
        look();
    }

    private void look() {
        schedule.orElseThrow().look();
    }

    @Test
    void renewalShouldCountWithinAMinute() throws Exception {
        read(ALICE.key(ENDING), BOB);
        assertThat(forecast.by(END)).isEqualTo(2);
        become(ALICE.key(NoticeBed.ending(RENEWED).armoredCertificate()), BOB);
        look();
        assertThat(directory.asked).as("not yet").isEmpty();
        passAndLook();
        assertThat(forecast.by(END)).isEqualTo(1);
        assertThat(forecast.by(RENEWED)).isEqualTo(2);
        become(ALICE.key(ENDING), BOB);
        passAndLook();
        assertThat(forecast.by(END)).isEqualTo(2);
    }

    @Test
    void certificateWithoutAnEndShouldCountNoLonger() throws Exception {
        read(ALICE.key(ENDING));
        assertThat(forecast.next()).contains(END);
        become(ALICE.key(TestKeys.rsa2048().armoredCertificate()));
        passAndLook();
        assertThat(forecast.next()).isEmpty();
        become(ALICE.key(ENDING));
        passAndLook();
        assertThat(forecast.next()).contains(END);
    }

    @Test
    void removedAndDisabledAccountsShouldCountNoLonger() throws Exception {
        read(ALICE.key(ENDING), BOB);
        become(BOB.disabled());
        passAndLook();
        assertThat(forecast.by(RENEWED)).isZero();
    }

    @Test
    void firstEndOfAllAddressesShouldCount() throws Exception {
        Doc info = alias("u1", "info@example.org", "alice@example.org").key(ENDING);
        read(ALICE.key(ENDING), info);
        become(ALICE.key(NoticeBed.ending(RENEWED).armoredCertificate()), info);
        passAndLook();
        assertThat(forecast.by(END)).isEqualTo(1);
        assertThat(forecast.by(RENEWED)).isEqualTo(1);
    }

    @Test
    void outageShouldChangeNothing() throws Exception {
        read(ALICE.key(ENDING));
        directory.close();
        passAndLook();
        assertThat(directory.asked).hasSize(1);
        assertThat(forecast.next()).contains(END);
    }

    @Test
    void firstToEndShouldBeKept() throws Exception {
        become(ALICE.key(NoticeBed.ending(RENEWED).armoredCertificate()));
        NearEnds near = new NearEnds();
        AccountEnds ends = new AccountEnds();
        for (int number = NearEnds.MOST; number >= 0; number--) {
            near.add(account(number), EmailAddress.of("a" + number + "@example.org"), number);
            ends.add(account(number), number);
        }
        forecast.read(NOW, ends);
        near.lookAgain(directory, NOW, forecast);
        assertThat(directory.asked)
                .hasSize(NearEnds.MOST)
                .doesNotContain(EmailAddress.of("a" + NearEnds.MOST + "@example.org"));
    }

    private static AccountId account(int number) {
        return new AccountId("u" + number);
    }
}
