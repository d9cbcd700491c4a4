package org.sealmx.directory.check;

/** What a document of the directory is. Each is one of these, the first that applies. */
public enum DocumentStatus {
    /** Not an identity document. */
    OTHER("other documents"),
    /** It cannot be understood. */
    BROKEN("broken"),
    /** It belongs to nobody: its address is reserved. */
    ORPHANED("reserved, without an account"),
    /** It may not be used. */
    DISABLED("disabled"),
    /** Its address has a mailbox. */
    MAIN("main identities"),
    /** It leads to another address of ours. */
    ALIAS("aliases"),
    /** It leads to another domain. */
    FORWARD("forwards");

    private final String words;

    DocumentStatus(String words) {
        this.words = words;
    }

    /** For the report. */
    String words() {
        return words;
    }
}
