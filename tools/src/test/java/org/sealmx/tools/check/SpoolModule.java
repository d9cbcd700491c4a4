package org.sealmx.tools.check;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoMap;
import com.google.inject.multibindings.StringMapKey;
import org.sealmx.delivery.store.SealedStore;

/** Binds a store that must not be made. */
public final class SpoolModule extends AbstractModule {

    @ProvidesIntoMap
    @StringMapKey("spool")
    SealedStore store() {
        throw new IllegalStateException("nobody has asked for it");
    }
}
