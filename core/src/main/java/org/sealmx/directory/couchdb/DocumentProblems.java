package org.sealmx.directory.couchdb;

import org.sealmx.outage.OncePer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator what is wrong with single documents, each problem once, however often the document is read. Safe
 * for use by several threads.
 */
public final class DocumentProblems {

    private static final Logger LOGGER = LoggerFactory.getLogger(DocumentProblems.class);

    private final OncePer once = OncePer.ever();

    /**
     * Reports a problem unless it was reported before.
     *
     * @param problem names documents by their ids, and holds no address
     */
    public void report(String problem) {
        if (once.isDue(problem)) {
            LOGGER.warn("The directory has a problem with {}", problem);
        }
    }
}
