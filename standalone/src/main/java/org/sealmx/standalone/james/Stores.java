package org.sealmx.standalone.james;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import java.util.Optional;
import org.apache.james.NaiveDelegationStoreModule;
import org.apache.james.modules.BlobMemoryModule;
import org.apache.james.modules.MailboxModule;
import org.apache.james.modules.data.MemoryDataModule;
import org.apache.james.modules.data.MemoryDelegationStoreModule;
import org.apache.james.modules.data.MemoryUsersRepositoryModule;
import org.apache.james.modules.eventstore.MemoryEventStoreModule;
import org.apache.james.modules.mailbox.DefaultEventModule;
import org.apache.james.modules.mailbox.MemoryDeadLetterModule;
import org.apache.james.modules.mailbox.MemoryMailboxModule;
import org.apache.james.modules.server.TaskManagerModule;
import org.sealmx.standalone.database.MailDatabase;

/** The modules for what James keeps. */
final class Stores {

    private Stores() {}

    /** Those for a database, or for memory without one. */
    static Module in(Optional<MailDatabase> database) {
        return Modules.combine(
                new BlobMemoryModule(),
                new MailboxModule(),
                new MemoryEventStoreModule(),
                new TaskManagerModule(),
                database.map(Stores::inDatabase).orElseGet(Stores::inMemory));
    }

    private static Module inMemory() {
        return Modules.combine(
                new MemoryDataModule(),
                new MemoryDelegationStoreModule(),
                new MemoryMailboxModule(),
                new MemoryUsersRepositoryModule());
    }

    /**
     * Events, which tell IMAP of changes, stay in memory. Delegation of accounts is off, since James 3.8.1 keeps none
     * in a database.
     */
    private static Module inDatabase(MailDatabase database) {
        return Modules.combine(
                new DefaultEventModule(),
                new MemoryDeadLetterModule(),
                new JpaModule(database),
                new JpaDataModule(),
                new JpaMailboxModule(),
                new JpaQuotaModule(),
                new NaiveDelegationStoreModule());
    }
}
