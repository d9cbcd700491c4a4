package org.sealmx.delivery.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.delivery.journal.DeliveryJournal.State;

class FileDeliveryJournalFileTest {

    private static final int CAPACITY = 10;
    private static final DeliveryId ID = DeliveryJournalContract.id(1);
    private static final DeliveryId OTHER = DeliveryJournalContract.id(2);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("journal");
    }

    private FileDeliveryJournal open() throws IOException {
        return FileDeliveryJournal.open(file(), CAPACITY, true);
    }

    private static void store(FileDeliveryJournal journal, int first, int last) throws IOException {
        for (int number = first; number <= last; number++) {
            DeliveryId id = DeliveryJournalContract.id(number);
            journal.begin(id);
            journal.done(id);
        }
    }

    @Test
    void openShouldMakeAFileForItsOwnerOnlyWhenThereIsNone() throws IOException {
        try (FileDeliveryJournal journal = open()) {
            journal.begin(ID);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void openShouldCloseTheFileToOthersWhenItWasOpenToThem() throws IOException {
        Files.writeString(file(), "\nS " + ID.hex());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        try (FileDeliveryJournal journal = open()) {
            assertThat(journal.begin(ID)).isEqualTo(State.DONE);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void openShouldIgnoreTheLastRecordWhenItIsCutShort() throws IOException {
        Files.writeString(file(), "\nS " + ID.hex() + "\nS " + OTHER.hex().substring(0, 63));

        try (FileDeliveryJournal journal = open()) {
            assertThat(journal.begin(ID)).isEqualTo(State.DONE);
            assertThat(journal.begin(OTHER)).isEqualTo(State.NEW);
        }
    }

    @Test
    void openShouldReadTheNextRecordWhenOneBeforeIsCutShort() throws IOException {
        Files.writeString(file(), "\nB " + OTHER.hex().substring(0, 10) + "\nS " + ID.hex());

        try (FileDeliveryJournal journal = open()) {
            assertThat(journal.begin(ID)).isEqualTo(State.DONE);
        }
    }

    @Test
    void doneShouldBeReadAgainWhenARecordBeforeWasCutShortByAFullDisk() throws IOException {
        try (FileDeliveryJournal journal = open()) {
            Files.writeString(file(), "\nB " + OTHER.hex().substring(0, 10), StandardOpenOption.APPEND);
            journal.begin(ID);
            Files.writeString(file(), "\nS", StandardOpenOption.APPEND);
            journal.done(ID);
        }

        try (FileDeliveryJournal journal = open()) {
            assertThat(journal.begin(ID)).isEqualTo(State.DONE);
        }
    }

    @Test
    void beginShouldReachTheFileWhenTheJournalIsNotClosed() throws IOException {
        try (FileDeliveryJournal killed = open()) {
            killed.begin(ID);
            killed.done(ID);
            killed.begin(OTHER);

            Path asItIsOnDisk = Files.copy(file(), folder.resolve("of-the-next-process"));
            try (FileDeliveryJournal next = FileDeliveryJournal.open(asItIsOnDisk, 10, false)) {
                assertThat(next.begin(ID)).isEqualTo(State.DONE);
                assertThat(next.begin(OTHER)).isEqualTo(State.UNCERTAIN);
            }
        }
    }

    @Test
    void beginShouldForgetTheOldestWhenTheCapacityIsExceeded() throws IOException {
        try (FileDeliveryJournal journal = open()) {
            store(journal, 1, CAPACITY + 1);

            assertThat(journal.begin(DeliveryJournalContract.id(2))).isEqualTo(State.DONE);
            assertThat(journal.begin(DeliveryJournalContract.id(CAPACITY + 1))).isEqualTo(State.DONE);
            assertThat(journal.begin(DeliveryJournalContract.id(1))).isEqualTo(State.NEW);
        }
    }

    @Test
    void beginShouldForgetTheOldestEndedOneWhenTheOldestIsInProgress() throws IOException {
        try (FileDeliveryJournal journal = open()) {
            journal.begin(DeliveryJournalContract.id(1));
            store(journal, 2, CAPACITY + 5);

            assertThat(journal.begin(DeliveryJournalContract.id(1))).isEqualTo(State.IN_PROGRESS);
            assertThat(journal.begin(DeliveryJournalContract.id(2))).isEqualTo(State.NEW);
        }
    }

    @Test
    void openShouldRememberNoMoreThanTheCapacityWhenTheFileHoldsMore() throws IOException {
        try (FileDeliveryJournal large = FileDeliveryJournal.open(file(), 1_000, false)) {
            store(large, 1, CAPACITY + 1);
        }

        try (FileDeliveryJournal journal = open()) {
            assertThat(journal.begin(DeliveryJournalContract.id(2))).isEqualTo(State.DONE);
            assertThat(journal.begin(DeliveryJournalContract.id(1))).isEqualTo(State.NEW);
        }
    }

    @Test
    void beginShouldRewriteTheFileWhenItHasGrownTooLong() throws IOException {
        int deliveries = 600;
        try (FileDeliveryJournal journal = FileDeliveryJournal.open(file(), CAPACITY, false)) {
            store(journal, 1, deliveries);

            assertThat(Files.readAllLines(file(), US_ASCII)).hasSizeLessThan(deliveries);
            assertThat(journal.begin(DeliveryJournalContract.id(deliveries))).isEqualTo(State.DONE);
        }
        try (FileDeliveryJournal journal = open()) {
            assertThat(journal.begin(DeliveryJournalContract.id(deliveries))).isEqualTo(State.DONE);
            assertThat(journal.begin(DeliveryJournalContract.id(1))).isEqualTo(State.NEW);
        }
    }

    @Test
    void rewriteShouldKeepWhatIsInProgressWhenTheFileHasGrownTooLong() throws IOException {
        try (FileDeliveryJournal journal = FileDeliveryJournal.open(file(), CAPACITY, false)) {
            journal.begin(DeliveryJournalContract.id(1));
            store(journal, 2, 600);

            assertThat(Files.readAllLines(file(), US_ASCII))
                    .hasSizeLessThan(600)
                    .contains("B " + DeliveryJournalContract.id(1).hex());
        }
    }

    @Test
    void openShouldLeaveNoOtherFileBehindWhenItHasRewritten() throws IOException {
        Files.writeString(folder.resolve("journal.new"), "left by a process that was killed");

        try (FileDeliveryJournal journal = open();
                var files = Files.list(folder)) {
            journal.begin(ID);

            assertThat(files).containsExactlyInAnyOrder(file(), folder.resolve("journal.lock"));
        }
    }

    @Test
    void openShouldThrowWhenTheJournalIsOpenAlready() throws IOException {
        try (FileDeliveryJournal journal = open()) {
            journal.begin(ID);

            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
            journal.done(ID);
        }

        try (FileDeliveryJournal next = open()) {
            assertThat(next.begin(ID)).isEqualTo(State.DONE);
        }
    }

    @Test
    void openShouldThrowWhenTheFolderDoesNotExist() {
        assertThatThrownBy(() -> FileDeliveryJournal.open(folder.resolve("none").resolve("journal"), 1, false))
                .isInstanceOf(IOException.class);
    }

    @Test
    void journalShouldHoldDeliveryIdsOnlyWhenItIsRead() throws IOException {
        try (FileDeliveryJournal journal = open()) {
            store(journal, 1, 3);
            journal.begin(DeliveryJournalContract.id(4));
            journal.notStored(DeliveryJournalContract.id(4));
        }

        assertThat(Files.readAllLines(file(), US_ASCII)).allMatch(line -> line.matches("|[BSN] [0-9a-f]{64}"));
    }
}
