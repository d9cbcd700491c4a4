package org.sealmx.policy;

/** Why a recipient is refused: what the matchers match. */
public enum RefusalCause {
    NOT_OUR_DOMAIN,
    UNKNOWN,
    BLOCKED,
    /** The directory knows the account, and the store can have no place of its name. */
    NO_STORE_NAME,
    SENDER_NOT_PERMITTED,
    OVER_QUOTA,
    NO_USABLE_CERTIFICATE,
    /** The route leads to another domain, and nothing is forwarded. */
    REMOTE,
    DIRECTORY_UNAVAILABLE,
    /** The identity document is broken: its mail waits until it is repaired. */
    BROKEN_IDENTITY,
    /** The recipient's store does not take a message of this size. */
    MESSAGE_TOO_LARGE,
    /** The operator has configured a refusal of their own. */
    CONFIGURED;

    /**
     * Whether we are to blame and not the recipient: then the copy waits, and is not counted as refused beside the
     * other destinations of an alias.
     */
    public boolean isOutage() {
        return this == REMOTE || this == DIRECTORY_UNAVAILABLE || this == BROKEN_IDENTITY;
    }
}
