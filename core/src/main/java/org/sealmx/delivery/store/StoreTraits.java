package org.sealmx.delivery.store;

import java.util.Set;
import org.sealmx.directory.StoreNames;
import org.sealmx.sealing.SealingFormat;

/** What is known of a store before it is given a message. The answers of one store are always the same. */
public interface StoreTraits {

    /** The word for the store: what {@code store} of {@code sealmx.properties} chooses it by. In lower case. */
    String name();

    /** What messages must be sealed as. */
    SealingFormat format();

    /** What the store promises. */
    Set<StorePromise> promises();

    /** Which accounts the store has a place for. */
    default StoreNames names() {
        return StoreNames.any();
    }
}
