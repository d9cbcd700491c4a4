package org.sealmx.directory.couchdb;

import com.google.errorprone.annotations.ThreadSafe;
import org.sealmx.outage.OncePer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what is wrong with single documents: each problem once, however often the document is read. */
@ThreadSafe
public final class DocumentProblems {

    private static final Logger LOGGER = LoggerFactory.getLogger(DocumentProblems.class);

    private final OncePer once = OncePer.ever();

    /**
     * Logs a problem unless it was logged before.
     *
     * @param problem names documents by their ids; contains no address
     */
    public void report(String problem) {
        if (once.isDue(problem)) {
            LOGGER.warn("The directory has a problem with {}", problem);
        }
    }
}
