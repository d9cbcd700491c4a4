package org.sealmx.directory.couchdb;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator what is wrong with single documents, each problem once, however often the document is read. Remembers a bounded
 * number of problems. Safe for use by several threads.
 */
public final class DocumentProblems {

    static final int MAX_REMEMBERED = 10_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(DocumentProblems.class);

    private final Map<String, Boolean> reported = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /**
     * Reports a problem unless it was reported before.
     *
     * @param problem names documents by their ids, and holds no address
     */
    public void report(String problem) {
        boolean known;
        synchronized (reported) {
            known = reported.put(problem, true) != null;
        }
        if (!known) {
            LOGGER.warn("The directory has a problem with {}", problem);
        }
    }
}
