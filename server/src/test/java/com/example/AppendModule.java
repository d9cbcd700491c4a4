package com.example;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import javax.inject.Singleton;
import org.sealmx.delivery.journal.DeliveryJournal;
import org.sealmx.delivery.store.JournaledStore;
import org.sealmx.delivery.store.SealedStore;

/** The binding: with it, {@code store} of {@code sealmx.properties} accepts {@code append}. */
public final class AppendModule extends AbstractModule {

    @ProvidesIntoMap
    @StringMapKey(AppendStore.NAME)
    @Singleton
    SealedStore store(DeliveryJournal journal, AppendStore store) {
        return new JournaledStore(journal, store);
    }
}
