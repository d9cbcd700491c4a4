package org.sealmx.policy;

/** Why a recipient is refused: what the matchers match. */
public enum RefusalCause {
    NOT_OUR_DOMAIN,
    UNKNOWN,
    BLOCKED,
    SENDER_NOT_PERMITTED,
    OVER_QUOTA,
    NO_USABLE_CERTIFICATE,
    /** The route leads to another domain, and forwarding is not configured. */
    REMOTE,
    DIRECTORY_UNAVAILABLE,
    /** The recipient's store does not take a message of this size. */
    MESSAGE_TOO_LARGE,
    /** The operator has configured a refusal of their own. */
    CONFIGURED
}
