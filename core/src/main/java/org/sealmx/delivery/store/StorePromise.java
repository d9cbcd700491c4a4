package org.sealmx.delivery.store;

/** What a store promises for each message that it has acknowledged. */
public enum StorePromise {
    /**
     * The message survives a crash of the store's process and of its machine: it is on a disk, or on several machines.
     */
    DURABLE,
    /**
     * A message that is given again under the same delivery id is stored only once. A chain whose store does not
     * promise this does not start.
     */
    IDEMPOTENT
}
