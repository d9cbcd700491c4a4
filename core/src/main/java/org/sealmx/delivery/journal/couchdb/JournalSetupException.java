package org.sealmx.delivery.journal.couchdb;

import java.io.IOException;

/** The journal cannot be used as CouchDB or SealMX is set up. The message is one line for the operator. */
public final class JournalSetupException extends IOException {

    private static final long serialVersionUID = 1;

    JournalSetupException(String problem) {
        super(problem);
    }

    JournalSetupException(String problem, Exception cause) {
        super(problem, cause);
    }
}
