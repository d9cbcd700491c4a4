package org.sealmx.delivery.store;

/** What has come of storing a message. Reasons are for the operator's log: one line, without addresses. */
public sealed interface StoreResult {

    /** What a fault concerns. */
    enum Scope {
        /** Every delivery: an outage. */
        STORE,
        /** The account, or this message. */
        ACCOUNT
    }

    /** The store has acknowledged the message. */
    record Stored() implements StoreResult {}

    /** The store has had the message since an earlier attempt. */
    record AlreadyThere() implements StoreResult {}

    /** Another attempt is storing the same message at this moment. */
    record UnderWay() implements StoreResult {}

    /** There is no room: in the store, or in what the account may fill of it. */
    record Full(Scope scope, String reason) implements StoreResult {}

    /** The store takes no message of this size. */
    record TooLarge(String reason) implements StoreResult {}

    /**
     * Whether the message is stored is not known, or it is not; a later attempt may succeed.
     *
     * @param kind in which way, in one of a few words
     */
    record Unavailable(Scope scope, String kind, String reason) implements StoreResult {}

    /**
     * The intent could not be recorded, so that nothing was stored; {@link JournaledStore} tells the log of the outage.
     */
    record NotRecorded() implements StoreResult {}

    /**
     * The message, or its account, is nothing that the store can take as things are; the operator has to change
     * something.
     */
    record NotAcceptable(String reason) implements StoreResult {}

    /** The store can have no place of the account's name. */
    record NoPlace(String reason) implements StoreResult {}

    /** Whether the store has certainly not taken the message. */
    default boolean certainlyNotStored() {
        return this instanceof Full
                || this instanceof TooLarge
                || this instanceof NotAcceptable
                || this instanceof NoPlace;
    }

    /** Whether the message is in the store. */
    default boolean isSuccess() {
        return this instanceof Stored || this instanceof AlreadyThere;
    }
}
