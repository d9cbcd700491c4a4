package org.sealmx.mailets;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.inject.Inject;
import javax.inject.Provider;
import org.sealmx.delivery.store.SealedStore;
import org.sealmx.directory.StoreNames;

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

    /** The names of all stores. */
    public Set<String> names() {
        return Set.copyOf(stores.keySet());
    }

    /** The accounts that the store of a name can name, as far as that is known without opening it. */
    public static StoreNames accountsOf(String name) {
        return name.equals(JamesMailboxStore.NAME) ? JamesMailboxStore.ACCOUNTS : StoreNames.any();
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
                    "there is no store '" + name + "'; there are " + String.join(", ", new TreeSet<>(stores.keySet())));
        }
        return store.get();
    }
}
