package org.sealmx.mailets;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.SealedStoreContract;
import org.sealmx.sealing.SealedMessage;
import org.sealmx.sealing.TestSealing;

/** James' mailboxes as they are bound: with the journal around them. */
class JamesSealedStoreTest implements SealedStoreContract {

    @TempDir
    Path folder;

    private final MemoryMailboxes mailboxes = new MemoryMailboxes();
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
    public SealedStore store() {
        return new JournaledStore(journal, mailboxes.store());
    }

    @Override
    public SealedMessage sealed() {
        return TestSealing.sealed("canary");
    }

    @Override
    public int stored() throws Exception {
        return mailboxes.messagesOf("alice@example.org").size();
    }

    @Override
    public void fail() {
        mailboxes.fail(MemoryMailboxes.Fault.BEFORE_THE_STORE_HAS_IT);
    }

    @Override
    public void mend() {
        mailboxes.fail(MemoryMailboxes.Fault.NONE);
    }
}
