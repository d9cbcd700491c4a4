package org.sealmx.delivery.store;

/** What a store promises of each message that it has acknowledged. */
public enum StorePromise {
    /**
     * The message outlives the end of the store's process and of its machine: it is on a disk, or on several machines.
     */
    DURABLE,
    /**
     * A message that is given again under the id of its delivery is there once. A chain with a store without this
     * promise does not start.
     */
    IDEMPOTENT
}
