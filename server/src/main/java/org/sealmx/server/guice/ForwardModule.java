package org.sealmx.server.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import javax.inject.Named;
import javax.inject.Provider;
import javax.inject.Singleton;
import org.apache.james.filesystem.api.FileSystem;
import org.sealmx.delivery.forward.ForwardLoops;
import org.sealmx.delivery.forward.ForwardStore;
import org.sealmx.delivery.forward.NoForwards;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.hop.NextHop;
import org.sealmx.server.config.SealMxConfiguration;

/** What forwards mail for other domains, if that is configured. */
final class ForwardModule extends AbstractModule {

    @Provides
    @Singleton
    ForwardLoops loops(SealMxConfiguration configuration) {
        return configuration.forward().loops();
    }

    /** The journal is opened only when it is needed. */
    @Provides
    @Singleton
    @Named(ForwardStore.NAME)
    SealedStore forwards(SealMxConfiguration configuration, Provider<DeliveryJournal> journal, FileSystem files) {
        return NextHops.forwards(configuration, files)
                .<SealedStore>map(hop -> new JournaledStore(
                        journal.get(),
                        new ForwardStore(
                                new NextHop(hop), configuration.forward().sender())))
                .orElseGet(NoForwards::new);
    }
}
