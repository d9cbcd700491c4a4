package org.sealmx.delivery.store;

import java.util.Set;
import org.sealmx.directory.StoreNames;
import org.sealmx.sealing.SealingFormat;

/** The fixed properties of a store: each method always returns the same answer. */
public interface StoreTraits {

    /**
     * The name of the store, in lower case: the value of {@code store} in {@code sealmx.properties} that selects it.
     */
    String name();

    /** The format that messages must be sealed in. */
    SealingFormat format();

    /** What the store promises. */
    Set<StorePromise> promises();

    /** Which accounts the store can name a place for. */
    default StoreNames names() {
        return StoreNames.any();
    }
}
