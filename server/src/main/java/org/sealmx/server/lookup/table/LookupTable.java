package org.sealmx.server.lookup.table;

import com.google.errorprone.annotations.ThreadSafe;

/** A table that Postfix looks keys up in. A look-up may wait for the directory or the store. */
@ThreadSafe
@FunctionalInterface
public interface LookupTable {

    /**
     * Looks a key up.
     *
     * @param key as Postfix sends it, decoded; anything at all
     */
    LookupAnswer find(String key);
}
