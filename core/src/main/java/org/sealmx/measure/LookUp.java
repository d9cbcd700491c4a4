package org.sealmx.measure;

import java.util.Locale;

/** What came of looking an address of ours up. */
public enum LookUp {
    /** It leads to at least one account. */
    FOUND,
    /** Nobody has it. */
    UNKNOWN,
    /** It exists, and leads to no mailbox. */
    BLOCKED,
    /** The directory did not answer. */
    UNAVAILABLE;

    /** The word for metrics, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
