package org.sealmx.delivery.store;

/** What a store promises for each message that it has acknowledged. */
public enum StorePromise {
    /**
     * The message survives a crash of the store's process and of its machine: it is on a disk, or on several machines.
     */
    DURABLE,
    /** A message that is given again under the same delivery id is stored only once. */
    IDEMPOTENT,
    /**
     * A message that is given again under the same delivery id is stored again only if the store's answer to the
     * earlier attempt was lost: at most one copy more for each answer that is lost. A chain whose store promises
     * neither this nor {@link #IDEMPOTENT} does not start.
     */
    ONCE_UNLESS_ANSWER_LOST
}
