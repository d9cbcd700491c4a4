package org.sealmx.standalone.james;

import com.google.inject.Module;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import java.util.Optional;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.protocols.LMTPServerModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.queue.memory.MemoryMailQueueModule;
import org.apache.james.modules.server.DataRoutesModules;
import org.apache.james.modules.server.MailetContainerModule.DefaultProcessorsConfigurationSupplier;
import org.apache.james.modules.server.NoJwtModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.modules.server.WebAdminServerModule;
import org.apache.james.utils.GuiceProbe;
import org.apache.james.webadmin.mdc.RequestLogger;
import org.sealmx.standalone.database.MailDatabase;

/** The modules of James' server, without those that SealMX does not need. */
public final class JamesModules {

    private static final Module MAILETS = Modules.combine(
            new MailetProcessingModule(),
            new MemoryMailQueueModule(),
            new RawPostDequeueDecoratorModule(),
            binder -> binder.bind(DefaultProcessorsConfigurationSupplier.class)
                    .toInstance(BaseHierarchicalConfiguration::new));

    private static final Module PROTOCOLS = Modules.combine(
            ImapModule.create(), new LMTPServerModule(), new ProtocolHandlerModule(), new SMTPServerModule());

    private static final Module WEBADMIN = Modules.combine(
            new WebAdminServerModule(),
            new DataRoutesModules(),
            new QuotaRoutesModule(),
            new NoJwtModule(),
            binder -> Multibinder.newSetBinder(binder, RequestLogger.class)
                    .addBinding()
                    .to(QuietRequests.class));

    private static final Module PROBES = binder ->
            Multibinder.newSetBinder(binder, GuiceProbe.class).addBinding().to(UsersProbe.class);

    private JamesModules() {}

    /**
     * All of them, to be combined with {@link org.apache.james.GuiceJamesServer}'s own.
     *
     * @param database where James keeps what it keeps; in memory if empty
     */
    public static Module all(Optional<MailDatabase> database) {
        return Modules.combine(Stores.in(database), MAILETS, PROTOCOLS, WEBADMIN, PROBES);
    }
}
