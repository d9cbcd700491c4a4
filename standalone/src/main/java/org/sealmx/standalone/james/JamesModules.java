package org.sealmx.standalone.james;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.modules.BlobMemoryModule;
import org.apache.james.modules.MailboxModule;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.data.MemoryDataModule;
import org.apache.james.modules.data.MemoryDelegationStoreModule;
import org.apache.james.modules.data.MemoryUsersRepositoryModule;
import org.apache.james.modules.eventstore.MemoryEventStoreModule;
import org.apache.james.modules.mailbox.MemoryMailboxModule;
import org.apache.james.modules.protocols.IMAPServerModule;
import org.apache.james.modules.protocols.LMTPServerModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.queue.memory.MemoryMailQueueModule;
import org.apache.james.modules.server.DataRoutesModules;
import org.apache.james.modules.server.MailetContainerModule.DefaultProcessorsConfigurationSupplier;
import org.apache.james.modules.server.NoJwtModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.modules.server.TaskManagerModule;
import org.apache.james.modules.server.WebAdminServerModule;

/** The modules of James' in-memory server, without those that SealMX does not need. */
public final class JamesModules {

    private static final Module STORES = Modules.combine(
            new BlobMemoryModule(),
            new MailboxModule(),
            new MemoryDataModule(),
            new MemoryDelegationStoreModule(),
            new MemoryEventStoreModule(),
            new MemoryMailboxModule(),
            new MemoryUsersRepositoryModule(),
            new TaskManagerModule());

    private static final Module MAILETS = Modules.combine(
            new MailetProcessingModule(),
            new MemoryMailQueueModule(),
            new RawPostDequeueDecoratorModule(),
            binder -> binder.bind(DefaultProcessorsConfigurationSupplier.class)
                    .toInstance(BaseHierarchicalConfiguration::new));

    private static final Module PROTOCOLS = Modules.combine(
            new IMAPServerModule(), new LMTPServerModule(), new ProtocolHandlerModule(), new SMTPServerModule());

    private static final Module WEBADMIN =
            Modules.combine(new WebAdminServerModule(), new DataRoutesModules(), new NoJwtModule());

    private JamesModules() {}

    /** All of them, to be combined with {@link org.apache.james.GuiceJamesServer}'s own. */
    public static Module all() {
        return Modules.combine(STORES, MAILETS, PROTOCOLS, WEBADMIN);
    }
}
