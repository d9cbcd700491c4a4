package org.sealmx.mailets;

import java.util.Map;
import java.util.TreeSet;
import javax.inject.Inject;
import javax.inject.Provider;
import org.sealmx.delivery.store.SealedStore;

/**
 * The stores that there are, by the names that {@code store} of {@code sealmx.properties} accepts. One that is not
 * asked for is not opened.
 */
public final class Stores {

    private final Map<String, Provider<SealedStore>> stores;

    /**
     * Called by James' injector.
     *
     * @param stores what modules have bound into the map of stores, each under its {@link SealedStore#name}
     */
    @Inject
    public Stores(Map<String, Provider<SealedStore>> stores) {
        this.stores = stores;
    }

    /**
     * The store of a name.
     *
     * @throws IllegalArgumentException when there is none; the message lists the names that there are
     */
    public SealedStore named(String name) {
        Provider<SealedStore> store = stores.get(name);
        if (store == null) {
            throw new IllegalArgumentException(
                    "'store' accepts " + String.join(" or ", new TreeSet<>(stores.keySet())) + ", not '" + name + "'");
        }
        return store.get();
    }
}
