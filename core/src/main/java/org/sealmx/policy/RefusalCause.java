package org.sealmx.policy;

/** Why a recipient is refused. The matchers match these causes. */
public enum RefusalCause {
    NOT_OUR_DOMAIN,
    UNKNOWN,
    BLOCKED,
    /** The directory knows the account, but the store cannot use its name. */
    NO_STORE_NAME,
    SENDER_NOT_PERMITTED,
    OVER_QUOTA,
    NO_USABLE_CERTIFICATE,
    /** The route leads to another domain, and mail is not forwarded. */
    REMOTE,
    /** The message has been forwarded from the address before, or has passed too many servers. */
    FORWARD_LOOP,
    DIRECTORY_UNAVAILABLE,
    /** The identity document is broken: its mail waits until the document is repaired. */
    BROKEN_IDENTITY,
    /** The recipient's store does not accept a message of this size. */
    MESSAGE_TOO_LARGE,
    /** The next server refuses the message or its recipient. */
    NEXT_HOP,
    /** The store does not answer when it is asked at RCPT. */
    STORE_UNAVAILABLE,
    /** A refusal that the operator has configured. */
    CONFIGURED;

    /**
     * Whether the cause is on our side and not the recipient's. The copy then waits, and does not count as refused when
     * the other destinations of an alias accept it.
     */
    public boolean isOutage() {
        return this == DIRECTORY_UNAVAILABLE || this == BROKEN_IDENTITY || this == STORE_UNAVAILABLE;
    }
}
