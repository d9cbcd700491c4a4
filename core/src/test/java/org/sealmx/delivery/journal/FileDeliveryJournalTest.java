package org.sealmx.delivery.journal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDeliveryJournalTest implements DeliveryJournalContract {

    @TempDir
    Path folder;

    private FileDeliveryJournal journal;

    @BeforeEach
    void open() throws IOException {
        journal = FileDeliveryJournal.open(folder.resolve("journal"), 100, false);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    @Override
    public DeliveryJournal journal() {
        return journal;
    }

    @Override
    public void restart() throws IOException {
        journal.close();
        open();
    }

    @Override
    public void fail() throws IOException {
        journal.close();
    }

    /** The file stays closed; what is remembered is in memory. */
    @Override
    public void mend() {}

    @Test
    void openShouldRefuseWhenTheCapacityIsNotPositive() {
        assertThatThrownBy(() -> FileDeliveryJournal.open(folder.resolve("other"), 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capacity");
    }
}
