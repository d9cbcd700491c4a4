package org.sealmx.server.startup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.example.AppendModule;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Provides;
import com.google.inject.multibindings.MapBinder;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import javax.inject.Named;
import javax.inject.Singleton;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.quota.QuotaManager;
import org.apache.james.mailbox.quota.QuotaRootResolver;
import org.apache.james.mailetcontainer.api.MailProcessor;
import org.apache.james.utils.ExtensionConfiguration;
import org.sealmx.couchdb.CouchDbClient;
import org.sealmx.delivery.DeliveryLedger;
import org.sealmx.delivery.ScriptedDirectory;
import org.sealmx.delivery.couchdb.CouchDbIncomingStore;
import org.sealmx.delivery.couchdb.SoledadIncomingStore;
import org.sealmx.delivery.forward.ForwardLoops;
import org.sealmx.delivery.forward.ForwardStore;
import org.sealmx.delivery.forward.NoForwards;
import org.sealmx.delivery.journal.DeliveryIdFactory;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.journal.FileDeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.mailets.JamesMailboxStore;
import org.sealmx.policy.PolicySettings;
import org.sealmx.policy.RecipientPolicy;
import org.sealmx.policy.TestPolicies;
import org.sealmx.sealing.MessageSealer;
import org.sealmx.soledad.SoledadClient;

/** The bindings that mailets need for checks of the chain, with stores that have nothing but their traits. */
@SuppressWarnings("NullAway") // the stores are empty shells
public final class ChainModule extends AbstractModule {

    /** The classes of mailets, as James finds and instantiates them. */
    static MailetClasses classes() {
        return Guice.createInjector(new ChainModule()).getInstance(MailetClasses.class);
    }

    @Override
    protected void configure() {
        bind(ExtensionConfiguration.class).toInstance(ExtensionConfiguration.DEFAULT);
        bind(FileSystem.class).toInstance(new TemporaryFiles());
        install(new AppendModule());
        bind(DeliveryLedger.class).toInstance(new DeliveryLedger());
        bind(DeliveryIdFactory.class)
                .toInstance(new DeliveryIdFactory("0123456789abcdef0123456789abcdef".getBytes(US_ASCII)));
        bind(RecipientPolicy.class)
                .toInstance(TestPolicies.of(new ScriptedDirectory(), PolicySettings.defaults(), Clock.systemUTC()));
        bind(MessageSealer.class).toInstance(new MessageSealer(new SecureRandom()));
        bind(Clock.class).toInstance(Clock.systemUTC());
        bind(MailProcessor.class).toInstance(mail -> {
            throw new UnsupportedOperationException();
        });
        MapBinder<String, SealedStore> stores = MapBinder.newMapBinder(binder(), String.class, SealedStore.class);
        stores.addBinding(JamesMailboxStore.NAME).to(JournaledStore.class);
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("sealmx-chain");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provides
    @Singleton
    DeliveryJournal journal() {
        try {
            return FileDeliveryJournal.open(temporaryFolder().resolve("journal"), 1_000, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provides
    ForwardLoops loops() {
        return new ForwardLoops(50);
    }

    @Provides
    @Named(ForwardStore.NAME)
    SealedStore forwards() {
        return new NoForwards();
    }

    @Provides
    JournaledStore mailboxes(DeliveryJournal journal) {
        MailboxManager none = null;
        QuotaRootResolver noRoots = null;
        QuotaManager noQuotas = null;
        return new JournaledStore(journal, new JamesMailboxStore(none, noRoots, noQuotas));
    }

    @Provides
    CouchDbIncomingStore couchDb() {
        CouchDbClient none = null;
        return new CouchDbIncomingStore(none, Clock.systemUTC());
    }

    @Provides
    SoledadIncomingStore soledad() {
        SoledadClient none = null;
        return new SoledadIncomingStore(none, "");
    }

    /** Temporary files, which the system deletes. */
    private static final class TemporaryFiles implements FileSystem {

        private final Path folder = temporaryFolder();

        @Override
        public InputStream getResource(String url) throws IOException {
            throw new FileNotFoundException(url);
        }

        @Override
        public File getFile(String url) {
            return folder.resolve(url.replaceFirst("^file://(var/)?", "")).toFile();
        }

        @Override
        public File getBasedir() {
            return folder.toFile();
        }
    }
}
