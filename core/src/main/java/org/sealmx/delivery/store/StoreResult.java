package org.sealmx.delivery.store;

import com.google.errorprone.annotations.Immutable;
import org.sealmx.smtp.Reply;

/** The result of storing a message. Reasons are for the operator's log: one line, without addresses. */
@Immutable
public sealed interface StoreResult {

    /** What a fault affects. */
    enum Scope {
        /** Every delivery: an outage. */
        STORE,
        /** Only the account, or only this message. */
        ACCOUNT
    }

    /** The store has acknowledged the message. */
    @Immutable
    record Stored() implements StoreResult {}

    /** The store has had the message since an earlier attempt. */
    @Immutable
    record AlreadyThere() implements StoreResult {}

    /** Another attempt is storing the same message at this moment. */
    @Immutable
    record UnderWay() implements StoreResult {}

    /** There is no room, in the store or in the account's share of it. */
    @Immutable
    record Full(Scope scope, String reason) implements StoreResult {}

    /** The store does not accept a message of this size. */
    @Immutable
    record TooLarge(String reason) implements StoreResult {}

    /**
     * The message is not stored, or it is not known whether it is; a later attempt may succeed.
     *
     * @param kind the kind of failure, one of a few fixed words
     * @param notStored whether this attempt has certainly not stored it
     */
    @Immutable
    record Unavailable(Scope scope, String kind, String reason, boolean notStored) implements StoreResult {

        /** When it is not known whether the message is stored. */
        public Unavailable(Scope scope, String kind, String reason) {
            this(scope, kind, reason, false);
        }
    }

    /** The intent could not be recorded, so nothing was stored; {@link JournaledStore} logs the outage. */
    @Immutable
    record NotRecorded() implements StoreResult {}

    /** The store cannot accept the message, or its account, until the operator changes something. */
    @Immutable
    record NotAcceptable(String reason) implements StoreResult {}

    /**
     * The store has refused the message with a reply of its own.
     *
     * @param reply the store's code and status with a text of ours; class 4 or 5
     */
    @Immutable
    record Refused(Reply reply) implements StoreResult {}

    /** The store cannot use the account's name. */
    @Immutable
    record NoPlace(String reason) implements StoreResult {}

    /** Whether the message is certainly not in the store. */
    default boolean certainlyNotStored() {
        return this instanceof Full
                || this instanceof TooLarge
                || this instanceof NotAcceptable
                || this instanceof Refused
                || this instanceof NoPlace
                || (this instanceof Unavailable unavailable && unavailable.notStored());
    }

    /** Whether the message is in the store. */
    default boolean isSuccess() {
        return this instanceof Stored || this instanceof AlreadyThere;
    }
}
