package org.sealmx.server.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Provides;
import com.google.inject.multibindings.Multibinder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.utils.PropertiesProvider;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.ProcessingRoom;
import org.sealmx.delivery.Together;
import org.sealmx.delivery.couchdb.CouchDbIncomingStore;
import org.sealmx.delivery.couchdb.SoledadIncomingStore;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.lmtp.LmtpStore;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.delivery.store.StoreMailboxCheck;
import org.sealmx.directory.ClientCertificates;
import org.sealmx.directory.DirectoryHealth;
import org.sealmx.directory.LocalDomains;
import org.sealmx.directory.RecipientDirectory;
import org.sealmx.directory.file.FileRecipientDirectory;
import org.sealmx.hop.NextHop;
import org.sealmx.mailets.JamesMailboxStore;
import org.sealmx.mailets.Stores;
import org.sealmx.measure.Measurements;
import org.sealmx.policy.ChainLimits;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.SealableCertificates;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.server.config.DeliveryIdKeyFile;
import org.sealmx.server.config.DirectorySource;
import org.sealmx.server.config.SealMxConfiguration;
import org.sealmx.server.config.SealMxConfigurationFile;
import org.sealmx.server.config.StartUpException;
import org.sealmx.server.health.PostmasterHealth;
import org.sealmx.server.lmtp.session.InFlightBudget;
import org.sealmx.server.lookup.LookupServers;
import org.sealmx.server.metrics.MetricNames;
import org.sealmx.server.page.PageModule;
import org.sealmx.server.page.PageServer;
import org.sealmx.server.startup.AdditionalServer;
import org.sealmx.server.startup.ChainFormats;
import org.sealmx.server.startup.DomainListCheck;
import org.sealmx.server.startup.EntranceCheck;
import org.sealmx.server.startup.FormatCheck;
import org.sealmx.server.startup.ForwardCheck;
import org.sealmx.server.startup.LmtpElementCheck;
import org.sealmx.server.startup.MailetChainCheck;
import org.sealmx.server.startup.MailetContainer;
import org.sealmx.server.startup.MemoryCheck;
import org.sealmx.server.startup.PostmastersCheck;
import org.sealmx.server.startup.StartUpCheck;
import org.sealmx.server.startup.StoreCheck;
import org.sealmx.server.startup.TemporaryFileCheck;
import org.sealmx.server.startup.TrustedMailetsCheck;
import org.sealmx.soledad.SoledadClient;

/**
 * SealMX in James' injector. James finds this module via {@code guice.extension.module} in
 * {@code extensions.properties}.
 */
public final class SealMxModule extends AbstractModule {

    /**
     * How long a message waits for others to be stored; Postfix waits ten times as long for the reply
     * (lmtp_data_done_timeout).
     */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** In the order in which they run. */
    private static final List<Class<? extends StartUpCheck>> START_UP_CHECKS = List.of(
            TrustedMailetsCheck.class,
            MailetChainCheck.class,
            FormatCheck.class,
            StoreCheck.class,
            ForwardCheck.class,
            EntranceCheck.class,
            DomainListCheck.class,
            PostmastersCheck.class,
            LmtpElementCheck.class,
            MemoryCheck.class,
            TemporaryFileCheck.class);

    @Override
    protected void configure() {
        StartFailures.listen();
        bind(CouchDbClient.class).toProvider(CouchDbClientProvider.class).in(Singleton.class);
        bind(SoledadClient.class).toProvider(SoledadClientProvider.class).in(Singleton.class);
        bind(FileRecipientDirectory.class).toProvider(FileDirectoryProvider.class).in(Singleton.class);
        bind(ClientCertificates.class).toProvider(ClientCertificatesProvider.class).in(Singleton.class);
        bindStartUpChecks(binder());
        Multibinder<AdditionalServer> servers = Multibinder.newSetBinder(binder(), AdditionalServer.class);
        servers.addBinding().to(LookupServers.class);
        servers.addBinding().to(PageServer.class);
        install(new StoresModule());
        install(new ForwardModule());
        install(new DirectoryEditModule());
        install(new ExplainModule());
        install(new NumbersModule());
        install(new PageModule());
    }

    /** Binds the checks in their order, and what they share; Guice keeps the order of the bindings in a set. */
    public static void bindStartUpChecks(Binder binder) {
        Multibinder<StartUpCheck> checks = Multibinder.newSetBinder(binder, StartUpCheck.class);
        binder.bind(MailetContainer.class).in(Singleton.class);
        START_UP_CHECKS.forEach(check -> checks.addBinding().to(check));
    }

    @Provides
    @Singleton
    SealMxConfiguration configuration(PropertiesProvider properties, FileSystem files) {
        return SealMxConfigurationFile.read(properties, files);
    }

    @Provides
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Provides
    @Singleton
    LocalDomains domains(SealMxConfiguration configuration) {
        return configuration.domains();
    }

    @Provides
    @Singleton
    SealMxConfiguration.Limits limits(SealMxConfiguration configuration) {
        return configuration.limits();
    }

    /** A directory in a file knows all its documents, and so its postmasters; another has to look them up. */
    @Provides
    @Singleton
    DirectoryHealth health(RecipientDirectory directory, SealMxConfiguration configuration) {
        return configuration.directory() instanceof DirectorySource.JsonFile
                ? directory
                : new PostmasterHealth(directory, configuration.domains());
    }

    @Provides
    @Singleton
    RecipientPolicy policy(
            RecipientDirectory directory,
            SealMxConfiguration configuration,
            SealableCertificates certificates,
            Stores stores,
            Measurements measurements,
            Clock clock) {
        SealedStore store = chosen(stores, configuration);
        return new RecipientPolicy(
                directory,
                address -> configuration.resolver().isOurs(address, configuration.domains()),
                configuration.policy(),
                clock,
                new ChainLimits(
                        store.names(),
                        certificates,
                        new StoreMailboxCheck(store),
                        configuration.forward().hop().isPresent()),
                configuration.logAddresses(),
                measurements);
    }

    private static SealedStore chosen(Stores stores, SealMxConfiguration configuration) {
        KnownStores.require(configuration.store(), stores.names());
        return stores.named(configuration.store().word());
    }

    /** Lets RCPT refuse certificates that do not work with the formats of the chain. */
    @Provides
    @Singleton
    SealableCertificates sealableCertificates(MailetContainer container) {
        try {
            return new ChainFormats(container);
        } catch (ConfigurationException e) {
            throw StartUpException.because(e);
        }
    }

    @Provides
    @Singleton
    DeliveryLedger ledger() {
        return new DeliveryLedger();
    }

    @Provides
    @Singleton
    DeliveryIdFactory deliveryIds(SealMxConfiguration configuration, FileSystem files, SecureRandom random) {
        return new DeliveryIdFactory(
                DeliveryIdKeyFile.readOrMake(Paths.writable(files, configuration.deliveryIdKey()), random));
    }

    @Provides
    @Singleton
    DeliveryJournal journal(JournalProvider journal) {
        return journal.get();
    }

    @Provides
    @Singleton
    JournaledStore mailboxStore(DeliveryJournal journal, JamesMailboxStore mailboxes) {
        return new JournaledStore(journal, mailboxes);
    }

    @Provides
    @Singleton
    @Named(LmtpStore.NAME)
    JournaledStore lmtpStore(DeliveryJournal journal, NextHop hop, SealMxConfiguration configuration) {
        return new JournaledStore(journal, new LmtpStore(hop, configuration.checkNextHop()));
    }

    @Provides
    @Singleton
    NextHop nextHop(SealMxConfiguration configuration, FileSystem files) {
        return NextHops.open(configuration, files);
    }

    @Provides
    @Singleton
    CouchDbIncomingStore incomingStore(CouchDbClient couchDb, Clock clock) {
        return new CouchDbIncomingStore(couchDb, clock);
    }

    @Provides
    @Singleton
    SoledadIncomingStore soledadStore(SoledadClient soledad, SealMxConfiguration configuration) {
        return new SoledadIncomingStore(
                soledad, SoledadClientProvider.required(configuration).userPrefix());
    }

    @Provides
    @Singleton
    MessageSealer sealer(SecureRandom random, Measurements measurements) {
        return new MessageSealer(random, measurements);
    }

    @Provides
    @Singleton
    InFlightBudget budget(SealMxConfiguration.Limits limits, GaugeRegistry gauges) {
        InFlightBudget budget = new InFlightBudget(limits.maxBytesInFlight());
        gauges.register(MetricNames.BYTES_IN_FLIGHT, budget::used);
        gauges.register(MetricNames.BYTES_IN_FLIGHT_LIMIT, limits::maxBytesInFlight);
        return budget;
    }

    /** The room limits the threads. */
    @Provides
    @Singleton
    Together together(ProcessingRoom room) {
        return new Together(room, Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sealmx-recipient");
            thread.setDaemon(true);
            return thread;
        }));
    }

    @Provides
    @Singleton
    ProcessingRoom room(SealMxConfiguration.Limits limits) {
        return new ProcessingRoom(limits.maxMessagesInFlight(), limits.maxBytesInFlight(), PATIENCE);
    }
}
