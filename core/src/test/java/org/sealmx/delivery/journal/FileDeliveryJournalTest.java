package org.sealmx.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.delivery.journal.DeliveryJournal.State;

class FileDeliveryJournalTest {

    private static final DeliveryId ID = id(1);
    private static final DeliveryId OTHER = id(2);

    @TempDir
    Path folder;

    private FileDeliveryJournal journal;

    static DeliveryId id(int number) {
        return new DeliveryId("%064x".formatted(number));
    }

    @BeforeEach
    void open() throws IOException {
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 100, false);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    private void restart() throws IOException {
        journal.close();
        open();
    }

    @Test
    void beginShouldBeNewWhenTheDeliveryIsUnknown() throws IOException {
        assertThat(journal.begin(ID)).isEqualTo(State.NEW);
        assertThat(journal.begin(OTHER)).isEqualTo(State.NEW);
    }

    @Test
    void beginShouldBeInProgressWhenAnotherIsStoring() throws IOException {
        journal.begin(ID);

        assertThat(journal.begin(ID)).isEqualTo(State.IN_PROGRESS);
    }

    @Test
    void beginShouldBeDoneWhenItIsStored() throws IOException {
        journal.begin(ID);
        journal.done(ID);

        assertThat(journal.begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    void beginShouldBeNewAgainWhenItWasNotStored() throws IOException {
        journal.begin(ID);
        journal.notStored(ID);

        assertThat(journal.begin(ID)).isEqualTo(State.NEW);
    }

    @Test
    void beginShouldBeUncertainWhenTheOutcomeIsNotKnown() throws IOException {
        journal.begin(ID);
        journal.uncertain(ID);

        assertThat(journal.begin(ID)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    void beginShouldBeInProgressWhenAnotherLooksForAnUncertainOne() throws IOException {
        journal.begin(ID);
        journal.uncertain(ID);
        journal.begin(ID);

        assertThat(journal.begin(ID)).isEqualTo(State.IN_PROGRESS);
    }

    @Test
    void beginShouldBeDoneAfterARestartWhenItIsStored() throws IOException {
        journal.begin(ID);
        journal.done(ID);
        restart();

        assertThat(journal.begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    void beginShouldBeUncertainAfterARestartWhenItWasOnlyBegun() throws IOException {
        journal.begin(ID);
        restart();

        assertThat(journal.begin(ID)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    void beginShouldBeUncertainAfterARestartWhenTheOutcomeWasNotKnown() throws IOException {
        journal.begin(ID);
        journal.uncertain(ID);
        restart();

        assertThat(journal.begin(ID)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    void beginShouldBeNewAfterARestartWhenItWasNotStored() throws IOException {
        journal.begin(ID);
        journal.notStored(ID);
        restart();

        assertThat(journal.begin(ID)).isEqualTo(State.NEW);
    }

    @Test
    void beginShouldBeDoneAfterTwoRestartsWhenItIsStored() throws IOException {
        journal.begin(ID);
        journal.done(ID);
        restart();
        restart();

        assertThat(journal.begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    void beginShouldBeDoneAfterARestartWhenTheUncertainOneWasFound() throws IOException {
        journal.begin(ID);
        restart();
        journal.begin(ID);
        journal.done(ID);
        restart();

        assertThat(journal.begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    void beginShouldThrowWhenTheIntentCannotBeRecorded() throws IOException {
        journal.close();

        assertThatThrownBy(() -> journal.begin(ID)).isInstanceOf(IOException.class);
    }

    @Test
    void beginShouldBeUncertainWhenThatItWasNotStoredCannotBeRecorded() throws IOException {
        journal.begin(ID);
        journal.close();

        assertThatThrownBy(() -> journal.notStored(ID)).isInstanceOf(IOException.class);
        assertThat(journal.begin(ID)).isEqualTo(State.UNCERTAIN);
    }

    @Test
    void beginShouldBeDoneWhenThatItIsStoredCannotBeRecorded() throws IOException {
        journal.begin(ID);
        journal.close();

        assertThatThrownBy(() -> journal.done(ID)).isInstanceOf(IOException.class);
        assertThat(journal.begin(ID)).isEqualTo(State.DONE);
    }

    @Test
    void closeShouldDoNothingWhenItIsClosedAlready() throws IOException {
        journal.close();

        assertThatCode(journal::close).doesNotThrowAnyException();
    }

    @Test
    void openShouldRefuseWhenTheCapacityIsNotPositive() {
        assertThatThrownBy(() -> FileDeliveryJournal.open(folder.resolve("other"), 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity");
    }
}
