package org.sealmx.server.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.name.Names;
import org.sealmx.delivery.couchdb.CouchDbIncomingStore;
import org.sealmx.delivery.couchdb.SoledadIncomingStore;
import org.sealmx.delivery.lmtp.LmtpStore;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.mailets.JamesMailboxStore;

/** The stores of SealMX, each by the name that {@code store} of {@code sealmx.properties} accepts. */
final class StoresModule extends AbstractModule {

    @Override
    protected void configure() {
        MapBinder<String, SealedStore> stores = MapBinder.newMapBinder(binder(), String.class, SealedStore.class);
        stores.addBinding(JamesMailboxStore.NAME).to(JournaledStore.class);
        stores.addBinding(CouchDbIncomingStore.NAME).to(CouchDbIncomingStore.class);
        stores.addBinding(SoledadIncomingStore.NAME).to(SoledadIncomingStore.class);
        stores.addBinding(LmtpStore.NAME).to(Key.get(JournaledStore.class, Names.named(LmtpStore.NAME)));
    }
}
