package org.sealmx.measure;

import java.util.Locale;

/** Where a message is on its way. What takes time is measured by stage, and each outcome names the stage that made it. */
public enum Stage {
    /** RCPT: the steps, the policy, and the store if it is asked. */
    RCPT,
    /** DATA, until processing begins: the end of the data, and waiting for room. */
    DATA,
    /** A question to the directory that memory cannot answer. */
    DIRECTORY,
    /** The policy, after DATA. */
    POLICY,
    /** James' processors, for one recipient; sealing and storing are within it. */
    CHAIN,
    /** Sealing one copy, and waiting for its turn. */
    SEAL,
    /** Storing one copy. */
    STORE,
    /** Handing one copy over to the server that forwards it. */
    FORWARD;

    /** The word for logs and metrics, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
