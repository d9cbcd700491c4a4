package org.sealmx.mailets;

import java.util.Map;
import java.util.TreeSet;
import javax.inject.Inject;
import javax.inject.Provider;
import org.sealmx.delivery.store.SealedStore;

/**
 * All stores, by the names that {@code store} of {@code sealmx.properties} accepts. A store is opened only when it is
 * asked for.
 */
public final class Stores {

    private final Map<String, Provider<SealedStore>> stores;

    /**
     * Called by James' injector.
     *
     * @param stores the stores that modules have bound, each under its {@link SealedStore#name}
     */
    @Inject
    public Stores(Map<String, Provider<SealedStore>> stores) {
        this.stores = stores;
    }

    /**
     * The store of a name.
     *
     * @throws IllegalArgumentException when there is none; the message lists the known names
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
