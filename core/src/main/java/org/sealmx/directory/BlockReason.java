package org.sealmx.directory;

/** Why a known address, or one destination of an alias, leads to no mailbox. */
public enum BlockReason {
    /** The identity says {@code "enabled": false}. */
    DISABLED,
    /** The identity belongs to nobody: the address is reserved. */
    ORPHANED,
    /** An alias leads back to itself. */
    ALIAS_LOOP,
    /** More aliases in a chain than the configuration allows. */
    ALIAS_TOO_DEEP,
    /** An alias has more destinations than the configuration allows. */
    TOO_MANY_DESTINATIONS,
    /** The destination of an alias lies in a domain of ours and does not exist. */
    UNKNOWN_DESTINATION,
    /** The identity document is broken, so that what it says cannot be known; its mail is kept until it is repaired. */
    BROKEN_IDENTITY
}
