package org.sealmx.directory;

/** Why a known address, or one destination of an alias, leads to no mailbox. */
public enum BlockReason {
    /** The identity says {@code "enabled": false}. */
    DISABLED("its account is disabled"),
    /** The identity belongs to nobody: the address is reserved. */
    ORPHANED("its identity has no user_id"),
    /** An alias leads back to itself. */
    ALIAS_LOOP("its aliases lead back to one another"),
    /** More aliases in a chain than the configuration allows. */
    ALIAS_TOO_DEEP("more aliases follow one another than max-alias-depth allows"),
    /** An alias has more destinations than the configuration allows. */
    TOO_MANY_DESTINATIONS("it has more destinations than max-destinations allows"),
    /** The destination of an alias is in a domain of ours and does not exist. */
    UNKNOWN_DESTINATION("its destination does not exist"),
    /**
     * An identity document of the address is broken, or two documents claim to be its main identity, so nobody can tell
     * where its mail goes; mail waits until the document is repaired.
     */
    BROKEN_IDENTITY("its identity document is broken, or another has the same main address");

    private final String words;

    BlockReason(String words) {
        this.words = words;
    }

    /** In words for the operator's log, about the address or the destination. */
    public String words() {
        return words;
    }
}
